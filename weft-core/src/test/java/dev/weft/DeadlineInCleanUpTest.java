package dev.weft;

import static dev.weft.testing.Deadlines.runUnder;
import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schedule.Scheduler;
import dev.weft.testing.Bodies;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// Deadlines of what is still to be done after another one, or a cancellation.
@SuppressWarnings("try") // closing may park
class DeadlineInCleanUpTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofHours(1);

  /// The outer one ends nothing any more: its interrupt has been taken.
  @OnEveryScheduler
  void cleanUpAfterADeadlineMayHaveOneOfItsOwn(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(DeadlineInCleanUpTest::cleanUpWithADeadline);
    cleanUpWithADeadline(); // the same on a thread that runs no fiber
  }

  private static void cleanUpWithADeadline() throws Exception {
    var ended = new AtomicBoolean();
    runUnder(Duration.ofMillis(5), () -> {
      assertThatThrownBy(Bodies::parkForEver).isInstanceOf(InterruptedException.class);
      assertThatThrownBy(() -> Deadline.in(SHORT).run(Bodies::parkForEver))
          .isInstanceOf(DeadlineExceededException.class)
          .hasMessageContaining("within 100 ms");
      assertThat(Thread.currentThread().isInterrupted()).as("by the outer one once more").isFalse();
      ended.set(true);
    });
    assertThat(ended).isTrue();
  }

  /// Who has not taken the interrupt of the outer one still finds it behind the inner one.
  @OnEveryScheduler
  void theInterruptOfAnOuterDeadlineStaysForWhoHasNotTakenIt(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> runUnder(Duration.ofMillis(5), () -> {
      until("the time has come", () -> Thread.currentThread().isInterrupted());
      assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(1)).run(() -> {
        Deadline mine = Deadline.current().orElseThrow();
        until("the inner time has come", mine::isExpired);
        Fiber.sleep(LONG);
      })).isInstanceOfAny(DeadlineExceededException.class, InterruptedException.class);
    }));
  }

  @OnEveryScheduler
  void aBodyWhoseTimeHasPassedDoesNotRunInsideAnotherOneEither(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> runUnder(Duration.ofMillis(5), () -> {
      Deadline outer = Deadline.current().orElseThrow();
      assertThatThrownBy(Bodies::parkForEver).isInstanceOf(InterruptedException.class);
      assertThatThrownBy(() -> outer.run(() -> Fiber.sleep(LONG))).isInstanceOf(DeadlineExceededException.class).hasNoCause();
    }));
  }

  @OnEveryScheduler
  void cleanUpMayHaveOneOfItsOwnHoweverLateItIs(Scheduler scheduler) throws Exception {
    var cleaned = new AtomicBoolean(); // what goes wrong after the deadline would only be the cause of its exception
    Weft.with(scheduler)
        .run(
            () ->
                assertThatThrownBy(
                        () ->
                            runUnder(
                                Duration.ofMillis(5),
                                () -> {
                                  try {
                                    Fiber.sleep(Duration.ofHours(1));
                                  } finally {
                                    cleaned.set(Fiber.uncancellable(DeadlineInCleanUpTest::limitedCleanUp));
                                  }
                                }))
                    .isInstanceOf(DeadlineExceededException.class));
    assertThat(cleaned).isTrue();
  }

  @OnEveryScheduler
  void cleanUpOfACancelledFiberMayHaveOneOfItsOwn(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                var begun = new AtomicBoolean();
                Fiber<Boolean> fiber =
                    scope.fork(
                        () ->
                            Fiber.uncancellable(
                                () -> {
                                  begun.set(true);
                                  return limitedCleanUp();
                                }));
                until("it cleans up", begun::get);
                fiber.cancel();
                assertThat(fiber.join()).as("was not interrupted").isTrue();
              }
            });
  }

  /// Its limits end what they are around, and nothing else.
  private static boolean limitedCleanUp() throws Exception {
    assertThat(Deadline.current()).isEmpty();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(5)).run(() -> Fiber.sleep(Duration.ofHours(1))))
          .isInstanceOf(DeadlineExceededException.class);
      Fiber.sleep(Duration.ofNanos(1));
      try (var scope = Scope.open()) {
        Fiber<Boolean> late = scope.fork(() -> {
          assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(5)).run(() -> Fiber.sleep(Duration.ofHours(1))))
              .isInstanceOf(DeadlineExceededException.class);
          return Deadline.current().isEmpty();
        });
        assertThat(late.join()).isTrue();
      }
    }
    return true;
  }

  @OnEveryScheduler
  void oneThatIsHeldBackDoesNotComeAtTheEndOfOneInside(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var cleaned = new AtomicBoolean();
              assertThatThrownBy(
                      () ->
                          runUnder(
                              Duration.ofMillis(20),
                              () -> {
                                Deadline outer = Deadline.current().orElseThrow();
                                Fiber.uncancellable(
                                    () -> {
                                      assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(1)).run(() -> untilPassed(outer)))
                                          .isInstanceOf(DeadlineExceededException.class);
                                      Fiber.sleep(Duration.ofMillis(1));
                                      cleaned.set(true);
                                      return null;
                                    });
                                Fiber.sleep(Duration.ofHours(1));
                              }))
                  .isInstanceOf(DeadlineExceededException.class);
              assertThat(cleaned).isTrue();
            });
  }

  private static void untilPassed(Deadline outer) throws InterruptedException {
    boolean interrupted = false;
    while (!outer.isExpired() || !interrupted) {
      Thread.onSpinWait();
      interrupted |= Thread.currentThread().isInterrupted();
    }
    long passed = System.nanoTime();
    while (System.nanoTime() - passed < 5_000_000) {
      Thread.onSpinWait(); // until its timer has been fired
    }
    throw new InterruptedException();
  }
}
