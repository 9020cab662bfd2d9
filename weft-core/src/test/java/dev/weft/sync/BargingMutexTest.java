package dev.weft.sync;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.OnEveryScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A mutex that whoever comes may take before those who wait, for a while.
@SuppressWarnings("try") // closing may park
class BargingMutexTest {
  /// In virtual time there is one carrier and never a spare: who is woken tries again only when the other one lets it.
  @Test
  void aBargingOneLetsOthersPassAWaiterAFewTimes() throws Exception {
    var passes = new AtomicInteger();
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () -> {
                Mutex mutex = Mutex.barging();
                try (var scope = Scope.open()) {
                  Optional<Held> mine = mutex.tryLock();
                  scope.fork(() -> mutex.lock().close());
                  until("waits", () -> mutex.toString().endsWith(", 1 waiting"));
                  while (mine.isPresent() && passes.get() <= Mutex.PATIENCE) {
                    mine.get().close(); // wakes the waiter
                    mine = mutex.tryLock();
                    passes.addAndGet(mine.isPresent() ? 1 : 0);
                    Fiber.yieldNow();
                  }
                  mine.ifPresent(Held::close);
                }
                assertThat(mutex.holder()).isEmpty();
              });
    }
    assertThat(passes).hasValue(Mutex.PATIENCE);
  }

  @Test
  void whoWasWokenInVainStaysTheFirst() throws Exception {
    List<String> order = new ArrayList<>();
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () -> {
                Mutex mutex = Mutex.barging();
                try (var scope = Scope.open()) {
                  Held mine = mutex.lock();
                  for (String name : List.of("first", "second")) {
                    scope.fork(
                        () -> {
                          try (var _ = mutex.lock()) {
                            order.add(name);
                          }
                        });
                    Fiber.yieldNow();
                  }
                  until("both wait", () -> mutex.toString().endsWith(", 2 waiting"));
                  mine.close(); // wakes the first
                  mine = mutex.lock();
                  until("it waits again", () -> mutex.toString().endsWith(", 2 waiting"));
                  mine.close();
                }
              });
    }
    assertThat(order).containsExactly("first", "second");
  }

  @OnEveryScheduler
  void aSelectIsHandedABargingOne(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = Mutex.barging();
              try (var scope = Scope.open()) {
                Held mine = mutex.lock();
                var go = new OneShot<String>();
                Fiber<String> selecting =
                    scope.fork(
                        () -> {
                          try (var _ = Select.any(mutex.locking(), Channel.<Held>rendezvous().receiving()).await()) {
                            return go.await();
                          }
                        });
                until("waits", () -> mutex.toString().endsWith(", 1 waiting"));
                mine.close();
                assertThat(mutex.tryLock()).isEmpty();
                go.complete("held");
                assertThat(selecting.join()).isEqualTo("held");
              }
              assertThat(mutex.holder()).isEmpty();
            });
  }
}
