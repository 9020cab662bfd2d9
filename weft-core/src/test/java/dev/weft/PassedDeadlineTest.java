package dev.weft;

import static dev.weft.testing.Bodies.parkForEver;
import static dev.weft.testing.Deadlines.runUnder;
import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schedule.Scheduler;
import dev.weft.testing.Bodies;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// What bodies do when their deadline has passed: clean-up, with scopes, forks and deadlines of its own.
@SuppressWarnings("try") // closing may park
class PassedDeadlineTest {
  private static final Duration TINY = Duration.ofMillis(1);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofHours(1);

  /// A first wait has ended before it passes, also on a busy machine.
  private static final Duration ENOUGH_TO_WAIT = Duration.ofMillis(500);

  /// Runs clean-up in a body whose time has come, and whose interrupt has been taken.
  private static void cleanUp(Action body) throws Exception {
    runUnder(TINY, () -> {
      assertThatThrownBy(Bodies::parkForEver).isInstanceOf(InterruptedException.class);
      body.run();
    });
  }

  /// Also where it is opened at once, while the deadline's timer is still at work.
  @OnEveryScheduler
  void scopesOfCleanUpAreNotCancelled(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      for (int i = 0; i < 200; i++) {
        cleanUp(() -> {
          try (var scope = Scope.open()) {
            assertThat(scope.fork(() -> "clean").join()).isEqualTo("clean");
          }
        });
      }
    });
  }

  @OnEveryScheduler
  void forksOfCleanUpHaveItsNewDeadline(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> cleanUp(() -> {
      var forked = new AtomicReference<Fiber<String>>();
      assertThatThrownBy(() -> {
        try (var scope = Scope.open(Policy.collectAll())) {
          runUnder(SHORT, () -> forked.set(scope.fork(Bodies::parkForEver)));
        }
      }).isInstanceOf(FiberFailedException.class).hasCauseInstanceOf(DeadlineExceededException.class);
      assertThat(forked.get().outcome().orElseThrow()).isInstanceOf(Outcome.Failure.class);
    }));
  }

  /// The outer one's interrupt is behind it then, and does not cut off what comes after both.
  @OnEveryScheduler
  void anInterruptThatWasTakenInsideIsNotSentAgain(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> runUnder(TINY, () -> {
      until("the time has come", () -> Thread.currentThread().isInterrupted());
      assertThatThrownBy(() -> runUnder(ENOUGH_TO_WAIT, () -> {
        assertThatThrownBy(Bodies::parkForEver).isInstanceOf(InterruptedException.class);
        parkForEver();
      })).isInstanceOf(DeadlineExceededException.class).hasMessageContaining("500 ms");
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }));
  }

  /// It ends the first wait, also that of a deadline inside.
  @OnEveryScheduler
  void anInterruptThatWasNotTakenReachesScopesInside(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      assertThatThrownBy(() -> runUnder(TINY, () -> {
        until("the time has come", () -> Thread.currentThread().isInterrupted());
        Deadline.in(LONG).run(() -> {
          try (var scope = Scope.open()) {
            assertThat(scope.isCancelled()).isTrue();
          }
        });
      })).isInstanceOf(DeadlineExceededException.class).hasMessageContaining("1 ms");
    });
  }

  /// Nobody interrupts the fiber any more; its own deadline interrupts the handler.
  @OnEveryScheduler
  void aHandlerMayHaveOneOfItsOwn(Scheduler scheduler) throws Exception {
    var thrown = new AtomicReference<Throwable>();
    Weft.with(scheduler).run(() -> {
      try (var scope = Scope.open(Policy.supervise((_, _) -> thrown.set(whatIsThrownByADeadline())))) {
        scope.fork(() -> {
          throw new IOException("for the handler");
        });
      }
    });
    assertThat(thrown.get()).isInstanceOf(DeadlineExceededException.class);
  }

  private static Throwable whatIsThrownByADeadline() {
    try {
      Deadline.in(SHORT).run(Bodies::parkForEver);
      return new AssertionError("nothing");
    } catch (Exception e) {
      return e;
    }
  }

  /// A cancellation that comes while the body ends still interrupts what comes next.
  @OnEveryScheduler
  void aCancellationIsNotLostToTheEndOfABody(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      for (int i = 0; i < 150; i++) {
        cancelAtTheEnd(i);
      }
    });
  }

  private static void cancelAtTheEnd(int later) throws InterruptedException {
    var ending = new AtomicBoolean();
    try (var scope = Scope.open()) {
      Fiber<String> fiber = scope.fork(() -> {
        assertThatThrownBy(() -> runUnder(TINY, () -> {
          until("the time has come", () -> Thread.currentThread().isInterrupted());
          ending.set(true);
          throw new InterruptedException();
        })).isInstanceOfAny(DeadlineExceededException.class, InterruptedException.class);
        return parkForEver();
      });
      until("ends", ending::get);
      for (int k = 0; k < later; k++) {
        Thread.onSpinWait();
      }
      assertThat(fiber.cancel()).isTrue();
      assertThat(fiber.ending().await()).isInstanceOf(Outcome.Cancelled.class); // or it waits for ever
    }
  }
}
