package dev.weft.sync;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Outcome;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.HangGuard;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A semaphore whose permits whoever comes may take before those who wait, for a while.
@SuppressWarnings("try") // closing may park
class BargingSemaphoreTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /// On one carrier, so that who is woken tries again only when the other one lets it.
  @Test
  void aBargingOneLetsOthersPassAWaiterAFewTimes() throws Exception {
    var passes = new AtomicInteger();
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () -> {
                Semaphore semaphore = Semaphore.barging(1);
                try (var scope = Scope.open()) {
                  Optional<Permit> mine = semaphore.tryAcquire();
                  scope.fork(() -> semaphore.acquire().close());
                  until("waits", () -> semaphore.toString().endsWith("1 waiting"));
                  while (mine.isPresent() && passes.get() <= Semaphore.PATIENCE) {
                    mine.get().close(); // wakes the waiter
                    mine = semaphore.tryAcquire();
                    passes.addAndGet(mine.isPresent() ? 1 : 0);
                    Fiber.yieldNow();
                  }
                  mine.ifPresent(Permit::close);
                }
                assertThat(semaphore.available()).isEqualTo(1);
              });
    }
    assertThat(passes).hasValue(Semaphore.PATIENCE);
  }

  @OnEveryScheduler
  void aHeavyRequestIsNotPassedForEver(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Semaphore semaphore = Semaphore.barging(2);
              try (var scope = Scope.open()) {
                Permit one = semaphore.acquire();
                Permit other = semaphore.acquire();
                Fiber<Permit> heavy = scope.fork(() -> semaphore.acquire(2));
                until("waits", () -> semaphore.toString().endsWith("1 waiting"));
                one.close();
                for (int i = 0; i < Semaphore.PATIENCE; i++) {
                  semaphore.tryAcquire().orElseThrow().close();
                }
                assertThat(semaphore.tryAcquire()).isEmpty();
                other.close();
                assertThat(semaphore.tryAcquire()).as("it has been handed what it wants").isEmpty();
                assertThat(heavy.join().weight()).isEqualTo(2);
              }
            });
  }

  @OnEveryScheduler
  void aSelectIsHandedItsPermits(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Semaphore semaphore = Semaphore.barging(1);
              try (var scope = Scope.open()) {
                Permit mine = semaphore.acquire();
                Fiber<Permit> selecting = scope.fork(() -> Select.any(semaphore.acquiring(), Channel.<Permit>rendezvous().receiving()).await());
                until("waits", () -> semaphore.toString().endsWith("1 waiting"));
                mine.close();
                assertThat(semaphore.tryAcquire()).isEmpty();
                selecting.join().close();
                assertThat(semaphore.tryAcquire()).isPresent();
              }
            });
  }

  /// One that was woken, but found that somebody had been quicker, and then gave up.
  @OnEveryScheduler
  void aCancelledWaiterOfABargingOneLeavesNoGhost(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Semaphore semaphore = Semaphore.barging(1);
              for (int i = 0; i < 100; i++) {
                try (var scope = Scope.open(Policy.collectAll())) {
                  Permit mine = semaphore.acquire();
                  Fiber<Permit> first = scope.fork(() -> semaphore.acquire());
                  Fiber<Void> second = scope.fork(() -> semaphore.acquire().close());
                  until("wait", () -> semaphore.toString().endsWith("2 waiting"));
                  mine.close();
                  semaphore.tryAcquire().ifPresent(Permit::close);
                  first.cancel();
                  if (first.ending().await() instanceof Outcome.Success<Permit>(Permit late)) {
                    late.close();
                  }
                  second.join();
                }
                assertThat(semaphore).asString().endsWith("1 of 1 free");
              }
            });
  }

  /// In virtual time there is one carrier and never a spare: who is woken tries again only when the other one lets it.
  @Test
  void whoWasWokenInVainStaysTheFirst() throws Exception {
    List<String> order = new ArrayList<>();
    HangGuard.run(
        LIMIT,
        Schedulers.virtualTime(),
        () -> {
          var semaphore = Semaphore.barging(1);
          try (var scope = Scope.open()) {
            Permit mine = semaphore.acquire();
            for (String name : List.of("first", "second")) {
              scope.fork(
                  () -> {
                    try (var _ = semaphore.acquire()) {
                      order.add(name);
                    }
                  });
              Fiber.yieldNow();
            }
            until("both wait", () -> semaphore.toString().endsWith(", 2 waiting"));
            mine.close(); // wakes the first
            mine = semaphore.tryAcquire().orElseThrow();
            until("it waits again", () -> semaphore.toString().endsWith(", 2 waiting"));
            mine.close();
          }
        });
    assertThat(order).containsExactly("first", "second");
  }

  /// Who waits behind it, and is not to be passed any more, wants more than there is.
  @Test
  void whoWasWokenTakesWhatIsThereWhoeverWaitsBehind() throws Exception {
    HangGuard.run(
        LIMIT,
        Schedulers.virtualTime(),
        () -> {
          var semaphore = Semaphore.barging(2);
          try (var scope = Scope.open()) {
            Permit one = semaphore.acquire();
            Permit other = semaphore.acquire();
            Fiber<Permit> light = scope.fork(() -> semaphore.acquire());
            until("the light one waits", () -> semaphore.toString().endsWith(", 1 waiting"));
            Fiber<Permit> heavy = scope.fork(() -> semaphore.acquire(2));
            until("the heavy one waits", () -> semaphore.toString().endsWith(", 2 waiting"));
            one.close(); // wakes the light one
            for (int i = 0; i < Semaphore.PATIENCE; i++) {
              semaphore.tryAcquire().orElseThrow().close();
            }
            assertThat(semaphore.tryAcquire()).as("the heavy one has been passed often enough").isEmpty();
            light.join().close();
            other.close();
            heavy.join().close();
          }
        });
  }
}
