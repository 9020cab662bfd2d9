package dev.weft;

import static dev.weft.testing.Deadlines.runUnder;
import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.sync.OneShot;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing may park
class DeadlineTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofHours(1);

  private static String parkForEver() throws InterruptedException {
    return Channel.<String>rendezvous().receive();
  }

  @OnEveryScheduler
  void endsABodyThatWaits(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              assertThatThrownBy(() -> Deadline.in(SHORT).call(DeadlineTest::parkForEver))
                  .isInstanceOf(DeadlineExceededException.class)
                  .hasMessageContaining("within 100 ms")
                  .hasCauseInstanceOf(InterruptedException.class);
              assertThat(Thread.currentThread().isInterrupted()).isFalse();
              Fiber.sleep(Duration.ofMillis(1)); // nothing is left behind
            });
  }

  /// The outer one ends nothing any more: its interrupt has been taken.
  @OnEveryScheduler
  void cleanUpAfterADeadlineMayHaveOneOfItsOwn(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(DeadlineTest::cleanUpWithADeadline);
    cleanUpWithADeadline(); // the same on a thread that runs no fiber
  }

  private static void cleanUpWithADeadline() throws Exception {
    var ended = new AtomicBoolean();
    runUnder(Duration.ofMillis(5), () -> {
      assertThatThrownBy(DeadlineTest::parkForEver).isInstanceOf(InterruptedException.class);
      assertThatThrownBy(() -> Deadline.in(SHORT).run(DeadlineTest::parkForEver))
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
      assertThatThrownBy(DeadlineTest::parkForEver).isInstanceOf(InterruptedException.class);
      assertThatThrownBy(() -> outer.run(() -> Fiber.sleep(LONG))).isInstanceOf(DeadlineExceededException.class).hasNoCause();
    }));
  }

  @OnEveryScheduler
  void isTheCurrentOneAlsoWhenItHasPassed(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> runUnder(Duration.ofMillis(5), () -> {
      assertThatThrownBy(DeadlineTest::parkForEver).isInstanceOf(InterruptedException.class);
      assertThat(Deadline.current()).hasValueSatisfying(mine -> {
        assertThat(mine.isExpired()).isTrue();
        assertThat(mine.remaining()).isZero();
      });
    }));
  }

  /// The interrupt that is found there is another one's.
  @OnEveryScheduler
  void cancelsNoScopeThatIsOpenedInAShieldWhichHoldsItBack(Scheduler scheduler) throws Exception {
    var cancelled = new AtomicReference<Boolean>();
    Weft.with(scheduler).run(() -> assertThatThrownBy(() -> runUnder(Duration.ofMillis(5), () -> {
      try (var outside = Scope.open()) {
        Fiber.uncancellable(() -> {
          until("the time has come", outside::isCancelled);
          Thread.currentThread().interrupt();
          try (var inside = Scope.open()) {
            cancelled.set(inside.isCancelled());
            Thread.interrupted();
          }
        });
      }
    })).isInstanceOf(DeadlineExceededException.class));
    assertThat(cancelled.get()).isFalse();
  }

  @OnEveryScheduler
  void leavesABodyAloneThatIsInTime(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              assertThat(Deadline.in(LONG).<String>call(() -> "done")).isEqualTo("done");
              assertThatThrownBy(
                      () ->
                          Deadline.in(LONG)
                              .run(
                                  () -> {
                                    throw new IOException("own");
                                  }))
                  .isInstanceOf(IOException.class);
              assertThat(Deadline.current()).isEmpty();
            });
  }

  /// The interrupt ends the first wait, and is history when the scope closes.
  @OnEveryScheduler
  void reachesAScopeThatIsOpenedAfterItHasPassed(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () ->
                assertThatThrownBy(
                        () ->
                            Deadline.in(SHORT)
                                .run(
                                    () -> {
                                      while (!Thread.currentThread().isInterrupted()) {
                                        Thread.onSpinWait();
                                      }
                                      try (var late = Scope.open()) {
                                        late.fork(DeadlineTest::parkForEver);
                                        parkForEver();
                                      }
                                    }))
                    .isInstanceOf(DeadlineExceededException.class));
  }

  @OnEveryScheduler
  void reachesWhatRunsInTheScopesInside(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var inner = new AtomicReference<Fiber<String>>();
              assertThatThrownBy(
                      () ->
                          Deadline.in(SHORT)
                              .run(
                                  () -> {
                                    try (var scope = Scope.open()) {
                                      inner.set(scope.fork(DeadlineTest::parkForEver));
                                    }
                                  }))
                  .isInstanceOf(DeadlineExceededException.class);
              assertThat(inner.get().outcome().orElseThrow())
                  .isInstanceOfSatisfying(
                      Outcome.Cancelled.class,
                      c -> assertThat(c.cause()).isInstanceOf(DeadlineExceededException.class));
            });
  }

  @OnEveryScheduler
  void reachesScopesEvenIfTheBodySwallowsItsInterrupt(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () ->
                assertThat(
                        Deadline.in(SHORT)
                            .<Outcome<String>>call(
                                () -> {
                                  try (var scope = Scope.open()) {
                                    Fiber<String> inner = scope.fork(DeadlineTest::parkForEver);
                                    try {
                                      return inner.ending().await();
                                    } catch (InterruptedException e) {
                                      return inner.ending().await();
                                    } finally {
                                      Thread.interrupted(); // the scope may have ended before the interrupt was seen
                                    }
                                  }
                                }))
                    .isInstanceOf(Outcome.Cancelled.class));
  }

  @OnEveryScheduler
  void isInheritedByForksIntoOuterScopes(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(Policy.supervise((_, _) -> {}))) {
                Fiber<String> forked = Deadline.in(SHORT).call(() -> scope.fork(DeadlineTest::parkForEver));
                assertThat(forked.ending().await())
                    .isInstanceOfSatisfying(
                        Outcome.Failure.class,
                        f -> assertThat(f.cause()).isInstanceOf(DeadlineExceededException.class));
              }
            });
  }

  /// Such as what loads a value for a cache: others wait for it too, so it must not end with whoever asked first.
  @OnEveryScheduler
  void isNotInheritedByForksIntoOuterScopesInAShield(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Fiber<String> forked =
                    Deadline.in(SHORT).call(
                        () ->
                            Fiber.uncancellable(
                                () ->
                                    scope.fork(
                                        () -> {
                                          assertThat(Deadline.current()).isEmpty();
                                          Fiber.sleep(SHORT.multipliedBy(2));
                                          assertThatThrownBy(() -> Deadline.in(SHORT).call(DeadlineTest::parkForEver))
                                              .isInstanceOf(DeadlineExceededException.class);
                                          return "done";
                                        })));
                assertThat(forked.join()).isEqualTo("done");
              }
            });
  }

  /// The deadline of the scope holds, which is earlier than that of whoever forks into it.
  @OnEveryScheduler
  void forksSeeThatOfTheirScope(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var theirs = new OneShot<Scope>();
              try (var outer = Scope.open()) {
                Fiber<Duration> seen =
                    outer.fork(
                        () -> {
                          Scope scope = theirs.await();
                          return Deadline.in(LONG.multipliedBy(2))
                              .call(() -> scope.fork(() -> Deadline.current().orElseThrow().length()).join());
                        });
                Deadline.in(LONG)
                    .run(
                        () -> {
                          try (var scope = Scope.open()) {
                            theirs.complete(scope);
                            assertThat(seen.join()).isEqualTo(LONG);
                          }
                        });
              }
            });
  }

  @OnEveryScheduler
  void forksSeeIt(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () ->
                Deadline.in(LONG)
                    .run(
                        () -> {
                          try (var scope = Scope.open()) {
                            Fiber<Duration> left = scope.fork(() -> Deadline.current().orElseThrow().remaining());
                            assertThat(left.join()).isBetween(Duration.ofMinutes(59), LONG);
                          }
                        }));
  }

  @OnEveryScheduler
  void theEarliestOfSeveralHolds(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              assertThatThrownBy(
                      () -> Deadline.in(SHORT).call(() -> Deadline.in(LONG).call(DeadlineTest::parkForEver)))
                  .isInstanceOf(DeadlineExceededException.class)
                  .hasMessageContaining("within 100 ms");
              assertThatThrownBy(
                      () -> Deadline.in(LONG).call(() -> Deadline.in(SHORT).call(DeadlineTest::parkForEver)))
                  .isInstanceOf(DeadlineExceededException.class)
                  .hasMessageContaining("within 100 ms");
            });
  }

  @OnEveryScheduler
  void worksOnThreadsThatAreNoFibers(Scheduler scheduler) {
    assertThatThrownBy(() -> Deadline.in(SHORT).call(DeadlineTest::parkForEver))
        .isInstanceOf(DeadlineExceededException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @OnEveryScheduler
  void oneThatHasPassedDoesNotBegin(Scheduler scheduler) throws Exception {
    var ran = new AtomicBoolean();
    Weft.with(scheduler)
        .run(
            () ->
                assertThatThrownBy(() -> Deadline.in(Duration.ZERO).run(() -> ran.set(true)))
                    .isInstanceOf(DeadlineExceededException.class)
                    .hasNoCause());
    assertThat(ran).isFalse();
  }

  @OnEveryScheduler
  void aShieldHoldsItBackUnlessItIsSetInside(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var cleaned = new AtomicBoolean();
              assertThatThrownBy(
                      () ->
                          Deadline.in(SHORT)
                              .call(
                                  () -> {
                                    Fiber.uncancellable(
                                        () -> {
                                          Fiber.sleep(SHORT.multipliedBy(3));
                                          cleaned.set(true);
                                          return true;
                                        });
                                    return parkForEver();
                                  }))
                  .isInstanceOf(DeadlineExceededException.class);
              assertThat(cleaned).isTrue();
              assertThatThrownBy(() -> Fiber.uncancellable(() -> Deadline.in(SHORT).call(DeadlineTest::parkForEver)))
                  .isInstanceOf(DeadlineExceededException.class);
            });
  }

  /// Of two shields, the outer one lets through what was set inside it, the inner one does not.
  @OnEveryScheduler
  void aShieldHoldsItBackAlsoInsideAnother(Scheduler scheduler) throws Exception {
    var cleaned = new AtomicBoolean();
    Weft.with(scheduler)
        .run(
            () ->
                Fiber.uncancellable(
                    () -> {
                      assertThatThrownBy(
                              () ->
                                  Deadline.in(SHORT)
                                      .call(
                                          () -> {
                                            cleaned.set(Fiber.uncancellable(DeadlineTest::longCleanUp));
                                            return parkForEver();
                                          }))
                          .isInstanceOf(DeadlineExceededException.class);
                      Fiber.sleep(Duration.ofMillis(1)); // no interrupt is left
                      return true;
                    }));
    assertThat(cleaned).isTrue();
  }

  private static boolean longCleanUp() throws InterruptedException {
    assertThat(Deadline.current()).isEmpty();
    try (var scope = Scope.open()) {
      scope.fork(() -> Fiber.sleep(SHORT.multipliedBy(2)));
    }
    Fiber.sleep(SHORT);
    return true;
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
                                    cleaned.set(Fiber.uncancellable(DeadlineTest::limitedCleanUp));
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

  @OnEveryScheduler
  void aCancellationOfTheFiberIsNotMistakenForIt(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                var begun = new AtomicBoolean();
                Fiber<String> fiber =
                    scope.fork(
                        () ->
                            Deadline.in(LONG)
                                .call(
                                    () -> {
                                      begun.set(true);
                                      return parkForEver();
                                    }));
                until("begun", begun::get);
                var why = new IOException("why");
                fiber.cancel(why);
                assertThat(fiber.ending().await()).isEqualTo(new Outcome.Cancelled<String>(why));
              }
            });
  }

  /// The two come at the same moment, again and again; whichever wins, no interrupt is left over.
  /// Moments of different clocks cannot be compared: both hold.
  @Test
  void ofTwoClocksNeitherHidesTheOther() throws Exception {
    Deadline
        .in(Duration.ofHours(1))
        .run(
            () -> {
              try (Scheduler virtual = Schedulers.virtualTime()) {
                Weft.with(virtual)
                    .run(
                        () -> {
                          Fiber.sleep(Duration.ofDays(1));
                          assertThatThrownBy(() -> Deadline.in(Duration.ofHours(2)).run(() -> Fiber.sleep(Duration.ofHours(3))))
                              .isInstanceOf(DeadlineExceededException.class);
                          try (var scope = Scope.open()) {
                            Fiber<Duration> fiber =
                                Deadline.in(Duration.ofHours(2)).call(() -> scope.fork(() -> Deadline.current().orElseThrow().length()));
                            assertThat(fiber.join()).isEqualTo(Duration.ofHours(2));
                          }
                        });
              }
            });
  }

  @OnEveryScheduler
  void racesWithTheEndOfTheBody(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              for (int i = 0; i < 300; i++) {
                try {
                  Deadline.in(Duration.ofNanos(100_000)).run(() -> Fiber.sleep(Duration.ofNanos(100_000)));
                } catch (DeadlineExceededException e) {
                  assertThat(e).hasMessageContaining("not done within");
                }
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
              }
            });
  }

  @Test
  void countsOnTheSchedulersClock() throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () ->
                  Deadline.in(LONG)
                      .run(
                          () -> {
                            Fiber.sleep(Duration.ofMinutes(20));
                            assertThat(Deadline.current().orElseThrow().remaining()).isEqualTo(Duration.ofMinutes(40));
                          }));
    }
  }
}
