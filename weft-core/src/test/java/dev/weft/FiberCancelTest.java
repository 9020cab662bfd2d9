package dev.weft;

import static dev.weft.testing.Bodies.parkForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.channel.Channel;
import dev.weft.internal.run.Engine;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.Bodies;
import dev.weft.testing.Eventually;
import dev.weft.testing.HangGuard;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cancelling a fiber before, while and after it runs.
class FiberCancelTest {
  private static final Policy FAILURES_ARE_MINE = Policy.supervise((_, _) -> {});

  /// Both have one kernel thread and no spare, so nothing begins before its turn.
  enum OneAtATime {
    KERNEL_1(() -> Schedulers.kernel(1)),
    VIRTUAL_TIME(Schedulers::virtualTime);

    private final Supplier<Scheduler> maker;

    OneAtATime(Supplier<Scheduler> maker) {
      this.maker = maker;
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancelledBeforeItBeginsItNeverRuns(OneAtATime on) throws Exception {
    Scheduler scheduler = on.maker.get();
    HangGuard.within(
        Duration.ofSeconds(20),
        scheduler,
        () -> {
          var gate = new CountDownLatch(1);
          var ran = new AtomicBoolean();
          var why = new IllegalStateException("not needed");
          try (var scope = Scope.on((Engine) scheduler)) {
            var holds = new CountDownLatch(1);
            scope.fork(
                () -> {
                  holds.countDown();
                  while (gate.getCount() > 0) {
                    Thread.onSpinWait(); // keeps the only thread
                  }
                });
            holds.await();
            Fiber<Void> fiber = scope.fork("late", () -> ran.set(true));
            assertThat(fiber).asString().contains("late").contains("not begun");
            assertThat(fiber.cancel(why)).isTrue();
            assertThat(fiber.cancel(new IllegalStateException("again"))).isFalse();
            gate.countDown();
            assertThatThrownBy(fiber::join).isInstanceOf(CancellationException.class).hasCause(why);
            assertThat(fiber.outcome()).contains(new Outcome.Cancelled<>(why));
          }
          assertThat(ran).isFalse();
          scheduler.close();
          return true;
        });
  }

  /// Whoever is first: either the body ran to its end and counts, or it never began, or its waiting was ended.
  @OnEveryScheduler
  void aCancellationThatRacesWithTheBeginningIsAllOrNothing(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                for (int i = 0; i < 200; i++) {
                  var ran = new AtomicBoolean();
                  Fiber<Void> fiber = scope.fork(() -> ran.set(true));
                  if (i % 2 == 0) {
                    Fiber.yieldNow();
                  }
                  boolean first = fiber.cancel();
                  Outcome<Void> outcome = fiber.ending().await();
                  if (ran.get()) {
                    assertThat(outcome).isInstanceOf(Outcome.Success.class);
                  } else {
                    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
                    assertThat(first).isTrue();
                  }
                }
              }
            });
  }

  @OnEveryScheduler
  void cancelledWhileParkedItsWaitIsEnded(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var why = new IllegalStateException("enough");
              try (var scope = Scope.open()) {
                var begun = new AtomicBoolean();
                var interruptedAfter = new AtomicBoolean(true);
                Fiber<Void> fiber =
                    scope.fork(
                        () -> {
                          begun.set(true);
                          try {
                            parkForEver();
                          } finally {
                            interruptedAfter.set(Thread.currentThread().isInterrupted());
                          }
                        });
                Eventually.until("it has begun", begun::get);
                assertThat(fiber.cancel(why)).isTrue();
                assertThat(fiber.cancel(new IllegalStateException("again"))).isFalse();
                assertThat(fiber.ending().await()).isEqualTo(new Outcome.Cancelled<>(why));
                assertThat(interruptedAfter).as("the exception has consumed the interrupt").isFalse();
                assertThatThrownBy(fiber::join)
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("FiberCancelTest.java")
                    .hasCause(why);
              }
            });
  }

  @OnEveryScheduler
  void cancelledWhileRunningItsNextWaitThrows(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                var begun = new AtomicBoolean();
                var cancelled = new AtomicBoolean();
                Fiber<String> fiber =
                    scope.fork(
                        () -> {
                          begun.set(true);
                          Eventually.until("it has been cancelled", cancelled::get);
                          Channel<Integer> ready = Channel.buffered(1);
                          ready.trySend(1);
                          ready.receive(); // would not even have to park
                          return "not reached";
                        });
                Eventually.until("it has begun", begun::get);
                fiber.cancel();
                cancelled.set(true);
                assertThat(fiber.ending().await()).isInstanceOf(Outcome.Cancelled.class);
              }
            });
  }

  @OnEveryScheduler
  void aSleepOfNoLengthIsAWaitToo(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Fiber.sleep(none)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        Fiber.sleep(none);
      }
    });
  }

  @OnEveryScheduler
  void afterItsEndACancellationComesTooLate(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Fiber<Integer> fiber = scope.fork(() -> 9);
                fiber.join();
                assertThat(fiber.cancel()).isFalse();
                assertThat(fiber.outcome()).contains(new Outcome.Success<>(9));
                assertThat(fiber.join()).isEqualTo(9);
              }
            });
  }

  @OnEveryScheduler
  void aBodyThatGoesOnDespiteItsCancellationHasItsOwnEnd(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var broken = new IllegalStateException("broken clean-up");
              try (var scope = Scope.open(FAILURES_ARE_MINE)) {
                var begun = new AtomicInteger();
                Fiber<Integer> stubborn =
                    scope.fork(
                        () -> {
                          begun.incrementAndGet();
                          try {
                            parkForEver();
                          } catch (InterruptedException _) {
                            return 7;
                          }
                          return 0;
                        });
                Fiber<Integer> clumsy =
                    scope.fork(
                        () -> {
                          begun.incrementAndGet();
                          try {
                            parkForEver();
                          } catch (InterruptedException _) {
                            throw broken;
                          }
                          return 0;
                        });
                Eventually.until("both have begun", () -> begun.get() == 2);
                stubborn.cancel();
                clumsy.cancel();
                assertThat(stubborn.ending().await()).isEqualTo(new Outcome.Success<>(7));
                assertThat(clumsy.ending().await()).isEqualTo(new Outcome.Failure<>(broken));
              }
            });
  }

  /// Its wait has told it why.
  @OnEveryScheduler
  void aBodyThatThrowsWhatItWasCancelledWithHasNotFailed(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var why = new IllegalStateException("enough");
              try (var scope = Scope.open()) {
                var begun = new AtomicBoolean();
                Fiber<Void> fiber =
                    scope.fork(
                        () -> {
                          begun.set(true);
                          try {
                            parkForEver();
                          } catch (InterruptedException e) {
                            throw (IllegalStateException) e.getCause();
                          }
                        });
                Eventually.until("it has begun", begun::get);
                fiber.cancel(why);
                assertThat(fiber.ending().await()).isEqualTo(new Outcome.Cancelled<>(why));
              }
            });
  }

  @OnEveryScheduler
  void theDefaultCauseSaysWhoWasCancelled(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Fiber<String> fiber = scope.fork("loser", Bodies::parkForEver);
                fiber.cancel();
                assertThat(fiber.ending().await())
                    .isInstanceOfSatisfying(
                        Outcome.Cancelled.class,
                        end -> assertThat(end.cause()).isInstanceOf(CancelledException.class).hasMessageContaining("loser"));
              }
            });
  }

  /// The interrupt ends a wait inside the scope, and is gone when the scope closes.
  @OnEveryScheduler
  void aScopeOpenedBetweenTheCancellationAndItsInterruptIsCancelled(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Fiber<Void> opener =
                    scope.fork(
                        () -> {
                          while (!Thread.currentThread().isInterrupted()) {
                            LockSupport.parkNanos(1000); // one that yields keeps all others from a JDK scheduler of one carrier
                          }
                          try (var late = Scope.open()) {
                            late.fork(() -> Fiber.sleep(Duration.ofDays(1)));
                            Fiber.sleep(Duration.ofDays(1));
                          }
                        });
                Fiber.sleep(Duration.ofMillis(5));
                opener.cancel();
                assertThat(opener.ending().await()).isInstanceOf(Outcome.Cancelled.class);
              }
            });
  }
}
