package dev.weft.sync;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.Outcome;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.observe.FiberTable;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing a scope may park
class ConditionTest {
  @OnEveryScheduler
  void aBoundedBufferOfOneMutexAndTwoConditions(Scheduler scheduler) throws Exception {
    var sum = new AtomicInteger();
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = new Mutex();
              Condition notEmpty = mutex.newCondition();
              Condition notFull = mutex.newCondition();
              var queue = new ArrayDeque<Integer>();
              try (var scope = Scope.open()) {
                for (int p = 0; p < 3; p++) {
                  scope.fork(
                      () -> {
                        for (int i = 1; i <= 200; i++) {
                          try (var held = mutex.lock()) {
                            notFull.awaitUntil(held, () -> queue.size() < 4);
                            queue.add(i);
                            notEmpty.signal();
                          }
                        }
                      });
                  scope.fork(
                      () -> {
                        for (int i = 1; i <= 200; i++) {
                          try (var held = mutex.lock()) {
                            notEmpty.awaitUntil(held, () -> !queue.isEmpty());
                            sum.addAndGet(queue.remove());
                            notFull.signal();
                          }
                        }
                      });
                }
              }
            });
    assertThat(sum).hasValue(3 * 200 * 201 / 2);
  }

  @OnEveryScheduler
  void aCancelledWaiterHasConsumedNoSignalAndHoldsTheMutexAgain(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = new Mutex();
              Condition condition = mutex.newCondition();
              var heldAtTheEnd = new AtomicInteger();
              try (var scope = Scope.open()) {
                Fiber<Void> first =
                    scope.fork(
                        () -> {
                          try (var held = mutex.lock()) {
                            try {
                              condition.await(held);
                            } finally {
                              heldAtTheEnd.addAndGet(mutex.holder().filter(h -> h == held).isPresent() ? 1 : 0);
                            }
                          }
                        });
                until("first waits", () -> condition.toString().contains(", 1 waiting"));
                Fiber<Void> second =
                    scope.fork(
                        () -> {
                          try (var held = mutex.lock()) {
                            condition.await(held);
                          }
                        });
                until("second waits", () -> condition.toString().contains(", 2 waiting"));
                first.cancel();
                assertThat(first.ending().await()).isInstanceOf(Outcome.Cancelled.class);
                condition.signal();
                second.join();
              }
              assertThat(heldAtTheEnd).hasValue(1);
              assertThat(mutex.holder()).isEmpty();
            });
  }

  @OnEveryScheduler
  void timesOut(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = new Mutex();
              Condition condition = mutex.newCondition();
              try (var held = mutex.lock()) {
                assertThat(condition.await(held, Duration.ofMillis(5))).isFalse();
                assertThat(mutex.holder()).contains(held);
              }
              assertThat(condition).asString().endsWith(", 0 waiting for a signal");
              condition.signalAll(); // to nobody
            });
  }

  @OnEveryScheduler
  void aSignalToAllWakesAll(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = new Mutex();
              Condition condition = mutex.newCondition();
              try (var scope = Scope.open()) {
                List<Fiber<Boolean>> waiters = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                  waiters.add(
                      scope.fork(
                          () -> {
                            try (var held = mutex.lock()) {
                              return condition.await(held, Duration.ofDays(1));
                            }
                          }));
                }
                until("all wait", () -> condition.toString().contains(", 3 waiting"));
                condition.signalAll();
                for (Fiber<Boolean> waiter : waiters) {
                  assertThat(waiter.join()).as("signalled in time").isTrue();
                }
              }
            });
  }

  @OnEveryScheduler
  void aCancellationAfterTheSignalLeavesTheStatusSet(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = new Mutex();
              Condition condition = mutex.newCondition();
              try (var scope = Scope.open(Policy.supervise((_, _) -> {}))) {
                var status = new AtomicBoolean();
                var heldAgain = new AtomicBoolean();
                Fiber<Void> waiter =
                    scope.fork(
                        () -> {
                          try (var held = mutex.lock()) {
                            condition.await(held);
                            status.set(Thread.currentThread().isInterrupted());
                            heldAgain.set(mutex.holder().filter(h -> h == held).isPresent());
                          }
                        });
                until("it waits", () -> condition.toString().contains(", 1 waiting"));
                try (var _ = mutex.lock()) {
                  condition.signal();
                  until("it would lock again", () -> mutex.toString().endsWith(", 1 waiting"));
                  waiter.cancel();
                }
                waiter.ending().await();
                assertThat(heldAgain).isTrue();
                assertThat(status).isTrue();
              }
            });
  }

  @OnEveryScheduler
  void anInterruptBeforeTheWaitLeavesTheMutexLocked(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = new Mutex();
              Condition condition = mutex.newCondition();
              try (var held = mutex.lock()) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> condition.await(held)).isInstanceOf(InterruptedException.class);
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> condition.await(held, Duration.ofDays(1))).isInstanceOf(InterruptedException.class);
                assertThat(mutex.holder()).contains(held);
              }
              assertThat(mutex.holder()).isEmpty();
            });
  }

  @OnEveryScheduler
  void needsItsMutex(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Mutex mutex = new Mutex();
              Held old = mutex.lock();
              old.close();
              assertThatThrownBy(() -> mutex.newCondition().await(old))
                  .isInstanceOf(NotOwnerException.class)
                  .hasMessageContaining("needs its mutex");
              assertThatThrownBy(() -> mutex.newCondition().awaitUntil(old, () -> true))
                  .as("a condition is looked at with the mutex held")
                  .isInstanceOf(NotOwnerException.class);
              try (var scope = Scope.open();
                  var held = mutex.lock()) {
                Fiber<Void> stranger =
                    scope.fork(
                        () -> {
                          assertThatThrownBy(() -> mutex.newCondition().await(held, Duration.ofDays(1)))
                              .isInstanceOf(NotOwnerException.class)
                              .hasMessageContaining("nobody else can wait with it");
                        });
                stranger.join();
                assertThat(mutex.holder()).contains(held);
              }
            });
  }

  @Test
  void reportsTellTheConditionsOfAMutexApart() throws Exception {
    Mutex mutex = new Mutex().named("queue");
    Condition notEmpty = mutex.newCondition().named("not empty");
    Condition notFull = mutex.newCondition();
    Pattern named = Pattern.compile("has waited for [^:]+ for a signal of condition not empty of mutex queue: free");
    Pattern unnamed = Pattern.compile("has waited for [^:]+ for a signal of condition @[0-9a-f]+ of mutex queue: free");
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open()) {
                  for (Condition condition : List.of(notEmpty, notFull)) {
                    scope.fork(
                        () -> {
                          try (var held = mutex.lock()) {
                            condition.await(held);
                          }
                        });
                  }
                  try {
                    until("both are told", () -> List.of(named, unnamed).stream().allMatch(p -> p.matcher(FiberTable.take().toText()).find()));
                    assertThat(notEmpty).hasToString("condition not empty of mutex queue: free, 1 waiting for a signal");
                    assertThat(notFull.toString()).matches("condition @[0-9a-f]+ of mutex queue: free, 1 waiting for a signal");
                  } finally {
                    notEmpty.signal();
                    notFull.signal();
                  }
                }
              });
    }
  }
}
