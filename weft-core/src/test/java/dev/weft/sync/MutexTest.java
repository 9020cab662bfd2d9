package dev.weft.sync;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.Outcome;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Timer;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing a scope may park
class MutexTest {
  private static final int BURST = 10_000;

  private static final List<Supplier<Mutex>> KINDS = List.of(Mutex::new, Mutex::barging);

  @OnEveryScheduler
  void excludes(Scheduler scheduler) throws Exception {
    for (Supplier<Mutex> kind : KINDS) {
      Mutex mutex = kind.get();
      int[] counter = new int[1];
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open()) {
                  for (int i = 0; i < 8; i++) {
                    scope.fork(
                        () -> {
                          for (int k = 0; k < 500; k++) {
                            try (var _ = mutex.lock()) {
                              int seen = counter[0];
                              if (k % 50 == 0) {
                                Fiber.yieldNow();
                              }
                              counter[0] = seen + 1;
                            }
                          }
                        });
                  }
                }
              });
      assertThat(counter[0]).isEqualTo(4_000);
      assertThat(mutex.holder()).isEmpty();
      assertThat(mutex.toString()).endsWith(": free");
    }
  }

  @OnEveryScheduler
  void lockingTwiceFailsAtOnceAndNamesTheFirstPlace(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = new Mutex().named("accounts");
              try (var held = mutex.lock()) {
                String first = held.place();
                assertThat(first).startsWith("MutexTest.java:");
                assertThatThrownBy(mutex::lock)
                    .isInstanceOf(AlreadyLockedException.class)
                    .hasMessageContaining("mutex accounts")
                    .hasMessageContaining("locked at " + first);
                assertThatThrownBy(mutex::tryLock).isInstanceOf(AlreadyLockedException.class);
                assertThatThrownBy(() -> mutex.locking().await()).isInstanceOf(AlreadyLockedException.class);
              }
            });
  }

  @OnEveryScheduler
  void isUnlockedByItsOwnerOnly(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = new Mutex();
              Held held = mutex.lock();
              try (var scope = Scope.open(Policy.supervise((_, _) -> {}))) {
                Fiber<Void> thief = scope.fork("thief", held::close);
                assertThat(thief.ending().await())
                    .isInstanceOfSatisfying(
                        Outcome.Failure.class, f -> assertThat(f.cause()).isInstanceOf(NotOwnerException.class));
              }
              assertThat(mutex.holder()).contains(held);
              held.close();
              held.close();
              assertThat(mutex.holder()).isEmpty();
            });
  }

  @OnEveryScheduler
  void aFairOneIsServedInOrder(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = new Mutex();
              List<Integer> order = new ArrayList<>();
              try (var scope = Scope.open()) {
                Held held = mutex.lock();
                for (int i = 0; i < 5; i++) {
                  int number = i;
                  scope.fork(
                      () -> {
                        try (var _ = mutex.lock()) {
                          order.add(number);
                        }
                      });
                  until("queued", () -> mutex.toString().endsWith(", " + (number + 1) + " waiting"));
                }
                assertThat(scope.fork(() -> mutex.tryLock().isPresent()).join()).isFalse();
                held.close();
              }
              assertThat(order).containsExactly(0, 1, 2, 3, 4);
            });
  }

  @OnEveryScheduler
  void aCancelledWaiterLeavesNoGhost(Scheduler scheduler) throws Exception {
    for (Supplier<Mutex> kind : KINDS) {
      Weft.with(scheduler)
          .run(
              () -> {
                Mutex mutex = kind.get();
                try (var scope = Scope.open()) {
                  Held held = mutex.lock();
                  Fiber<Void> waiter = scope.fork(() -> mutex.lock().close());
                  until("queued", () -> mutex.toString().endsWith(", 1 waiting"));
                  waiter.cancel();
                  assertThat(waiter.ending().await()).isInstanceOf(Outcome.Cancelled.class);
                  held.close();
                  assertThat(mutex.toString()).endsWith(": free");
                  mutex.lock().close();
                }
              });
    }
  }

  /// Cancellations and time-outs fall on waiters at any moment, also while they are being handed the mutex.
  @OnEveryScheduler
  void cancellationRacesWithTheHandOver(Scheduler scheduler) throws Exception {
    for (Supplier<Mutex> kind : KINDS) {
      Mutex mutex = kind.get();
      int[] entered = new int[2];
      Weft.with(scheduler)
          .run(
              () -> {
                for (int round = 0; round < 100; round++) {
                  try (var scope = Scope.open()) {
                    List<Fiber<Void>> fibers = new ArrayList<>();
                    for (int i = 0; i < 6; i++) {
                      boolean timed = i % 2 == 0;
                      fibers.add(
                          scope.fork(
                              () -> {
                                try (var _ = timed ? mutex.locking().await(Duration.ofNanos(50_000)) : mutex.lock()) {
                                  int seen = entered[0];
                                  Fiber.yieldNow();
                                  entered[0] = seen + 1;
                                } catch (TimeoutException e) {
                                  return; // has not got it
                                }
                              }));
                    }
                    for (Fiber<Void> fiber : fibers) {
                      if (ThreadLocalRandom.current().nextBoolean()) {
                        fiber.cancel();
                      }
                      Fiber.yieldNow();
                    }
                  }
                  assertThat(mutex.toString()).endsWith(": free");
                }
              });
    }
  }

  @OnEveryScheduler
  void platformThreadsAndFibersShareIt(Scheduler scheduler) throws Exception {
    Mutex mutex = new Mutex();
    int[] counter = new int[1];
    Thread platform =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 300; i++) {
                    try (var _ = mutex.lock()) {
                      counter[0]++;
                    } catch (InterruptedException e) {
                      throw new AssertionError(e);
                    }
                  }
                });
    Weft.with(scheduler)
        .run(
            () -> {
              for (int i = 0; i < 300; i++) {
                try (var _ = mutex.lock()) {
                  counter[0]++;
                }
              }
            });
    platform.join();
    assertThat(counter[0]).isEqualTo(600);
  }

  @OnEveryScheduler
  void canBeWaitedForInASelect(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = new Mutex().named("shared");
              Channel<String> news = Channel.rendezvous();
              try (var scope = Scope.open()) {
                Held held = mutex.lock();
                Fiber<String> selecting =
                    scope.fork(
                        () ->
                            Select.any(
                                    news.receiving(),
                                    mutex.locking()
                                        .map(
                                            mine -> {
                                              try (mine) {
                                                return "locked by " + mine.owner();
                                              }
                                            }),
                                    Timer.after(Duration.ofHours(1)).map(_ -> "late"))
                                .await());
                until("queued", () -> mutex.toString().endsWith(", 1 waiting"));
                held.close();
                assertThat(selecting.join()).isEqualTo("locked by " + selecting.name());
              }
              assertThat(mutex.holder()).isEmpty();
            });
  }

  @OnEveryScheduler
  void aReportNamesTheHolder(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = new Mutex().named("m");
              var reason = new AtomicReference<String>();
              try (var scope = Scope.open()) {
                var go = Channel.<String>rendezvous();
                scope.fork(
                    "holder",
                    () -> {
                      try (var _ = mutex.lock()) {
                        go.receive();
                      }
                    });
                until("held", () -> mutex.holder().isPresent());
                assertThatThrownBy(() -> mutex.locking().await(Duration.ofMillis(1)))
                    .isInstanceOf(TimeoutException.class)
                    .satisfies(e -> reason.set(e.getMessage()));
                go.send("on");
              }
              assertThat(reason.get()).contains("lock mutex m, locked at MutexTest.java:").contains("held by holder");
            });
  }

  @OnEveryScheduler
  void aReportSaysThatTheHolderHasEnded(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = new Mutex().named("m");
              try (var scope = Scope.open()) {
                scope.fork("leaver", mutex::lock);
              }
              assertThat(mutex).asString().contains("held by leaver (which has ended), locked at");
              assertThatThrownBy(() -> mutex.locking().await(Duration.ofMillis(1)))
                  .isInstanceOf(TimeoutException.class)
                  .hasMessageContaining("held by leaver (which has ended)");
            });
  }

  @OnEveryScheduler
  void anInterruptedOneLocksNothing(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              for (Supplier<Mutex> kind : KINDS) {
                Mutex mutex = kind.get();
                Thread.currentThread().interrupt();
                assertThatThrownBy(mutex::lock).isInstanceOf(InterruptedException.class);
                assertThat(mutex.holder()).isEmpty();
              }
            });
  }

  @Test
  void placesAreLeftOutInABurstAndRecordedAgainAfterIt() throws Exception {
    Mutex mutex = new Mutex();
    until("there are too many", () -> IntStream.range(0, BURST).anyMatch(_ -> !placeOfALockOf(mutex).startsWith("MutexTest.java:")));
    until("there is time again", () -> placeOfALockOf(mutex).startsWith("MutexTest.java:"));
  }

  private static String placeOfALockOf(Mutex mutex) {
    try (var held = mutex.tryLock().orElseThrow()) {
      return held.place();
    }
  }

  @Test
  void platformThreadsAreToldApart() throws Exception {
    Mutex mutex = new Mutex();
    var got = new AtomicReference<Optional<Held>>();
    try (var _ = mutex.lock()) {
      Thread other = Thread.ofPlatform().start(() -> got.set(mutex.tryLock()));
      other.join();
    }
    assertThat(got).as("somebody else's lock is no reason for an exception").hasValue(Optional.empty());
  }

  @Test
  void aGuardedValueIsReachedWithItsMutexOnly() throws Exception {
    Guarded<List<String>> list = new Guarded<List<String>>(new ArrayList<>()).named("list");
    assertThat(list.<Boolean>with(l -> l.add("a"))).isTrue();
    assertThat(list.update(l -> List.copyOf(l))).containsExactly("a");
    assertThatThrownBy(() -> list.update(_ -> null)).isInstanceOf(NullPointerException.class);
    assertThat(list.<List<String>>with(l -> l)).as("it stays as it was").containsExactly("a");
    assertThatThrownBy(() -> list.with(_ -> list.with(l -> l))).isInstanceOf(AlreadyLockedException.class);
    assertThat(list).hasToString("guarded by mutex list: free");
  }
}
