package dev.weft;

import static dev.weft.testing.Bodies.parkForEver;
import static dev.weft.testing.Deadlines.callUnder;
import static dev.weft.testing.Deadlines.runUnder;
import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.sync.OneShot;
import dev.weft.testing.Bodies;
import dev.weft.testing.Deadlines;
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

  @OnEveryScheduler
  void endsABodyThatWaits(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              assertThatThrownBy(() -> callUnder(SHORT, Bodies::parkForEver))
                  .isInstanceOf(DeadlineExceededException.class)
                  .hasMessageContaining("within 100 ms")
                  .hasCauseInstanceOf(InterruptedException.class);
              assertThat(Thread.currentThread().isInterrupted()).isFalse();
              Fiber.sleep(Duration.ofMillis(1)); // nothing is left behind
            });
  }

  @OnEveryScheduler
  void isTheCurrentOneAlsoWhenItHasPassed(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> runUnder(Duration.ofMillis(5), () -> {
      assertThatThrownBy(Bodies::parkForEver).isInstanceOf(InterruptedException.class);
      assertThat(Deadline.current()).hasValueSatisfying(mine -> {
        assertThat(mine.isExpired()).isTrue();
        assertThat(mine.remaining()).isZero();
      });
    }));
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
                                        late.fork(Bodies::parkForEver);
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
                          runUnder(
                              SHORT,
                                  () -> {
                                    try (var scope = Scope.open()) {
                                      inner.set(scope.fork(Bodies::parkForEver));
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
                        Deadlines.<Outcome<String>>callUnder(
                            SHORT,
                                () -> {
                                  try (var scope = Scope.open()) {
                                    Fiber<String> inner = scope.fork(Bodies::parkForEver);
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
                Fiber<String> forked = callUnder(SHORT, () -> scope.fork(Bodies::parkForEver));
                assertThat(forked.ending().await())
                    .isInstanceOfSatisfying(
                        Outcome.Failure.class,
                        f -> assertThat(f.cause()).isInstanceOf(DeadlineExceededException.class));
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
                      () -> Deadline.in(SHORT).call(() -> Deadline.in(LONG).call(Bodies::parkForEver)))
                  .isInstanceOf(DeadlineExceededException.class)
                  .hasMessageContaining("within 100 ms");
              assertThatThrownBy(
                      () -> Deadline.in(LONG).call(() -> Deadline.in(SHORT).call(Bodies::parkForEver)))
                  .isInstanceOf(DeadlineExceededException.class)
                  .hasMessageContaining("within 100 ms");
            });
  }

  @OnEveryScheduler
  void worksOnThreadsThatAreNoFibers(Scheduler scheduler) {
    assertThatThrownBy(() -> Deadline.in(SHORT).call(Bodies::parkForEver))
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
