package dev.weft.channel;

import static dev.weft.testing.Deadlines.runUnder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.DeadlineExceededException;
import dev.weft.Fiber;
import dev.weft.FiberFailedException;
import dev.weft.Fn;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/// Pipelines whose values nobody takes any more.
@SuppressWarnings("try") // closing may park
class PipelineEndTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 200).boxed().toList();

  @OnEveryScheduler
  void theFirstValuesAlone(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Iterable<Integer> endless = () -> IntStream.iterate(1, n -> n + 1).iterator();
                assertThat(Pipeline.from(scope, endless).<Integer>map(4, n -> 2 * n).take(3).toList()).containsExactly(2, 4, 6);
                assertThat(Pipeline.from(scope, List.of(1, 2)).take(3).toList()).as("no more than there are").containsExactly(1, 2);
              }
            });
  }

  @OnEveryScheduler
  void theFirstValuesAloneWhateverTheStagesBeforeMakeOfThat(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Channel<Integer> input = Channel.buffered(3);
                input.send(1);
                Pipeline<Integer> stubborn = Pipeline.from(scope, input).<Integer>map(PipelineEndTest::asLongAsNobodyInterrupts);
                assertThat(stubborn.<Integer>take(1).<Integer>map(n -> {
                  Fiber.sleep(Duration.ofMillis(5));
                  return n;
                }).toList()).containsExactly(1);
              }
            });
  }

  /// Not a failure: its interrupt, which says why, has led to it.
  @OnEveryScheduler
  void anExceptionOfAStageThatNobodyTakesFromIsItsOwnAffair(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var sleeps = new AtomicBoolean();
              var thrown = new AtomicReference<Throwable>();
              try (var scope = Scope.open()) {
                Pipeline<Integer> stages =
                    Pipeline.from(scope, List.of(1, 2))
                        .map(
                            n -> {
                              try {
                                sleeps.set(n != 1);
                                return asLongAsNobodyInterrupts(n);
                              } catch (IllegalStateException e) {
                                thrown.set(e);
                                throw e;
                              }
                            });
                assertThatThrownBy(
                        () ->
                            stages.forEach(
                                _ -> {
                                  Eventually.until("it sleeps", sleeps::get);
                                  throw new IOException("disk full");
                                }))
                    .hasMessage("disk full");
              }
              assertThat(thrown.get()).hasStackTraceContaining("nobody takes from pipeline at channel map").hasRootCauseMessage("disk full");
            });
  }

  /// No exception that an interrupt may lead to, but a fault.
  @OnEveryScheduler
  void anErrorOfAStageThatNobodyTakesFromIsAFailure(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var sleeps = new AtomicBoolean();
              Fn<Integer, Integer> faulty =
                  n -> {
                    try {
                      sleeps.set(n != 1);
                      return asLongAsNobodyInterrupts(n);
                    } catch (IllegalStateException e) {
                      throw new AssertionError("a stage's own fault", e);
                    }
                  };
              assertThatThrownBy(
                      () -> {
                        try (var scope = Scope.open()) {
                          Pipeline<Integer> stages = Pipeline.from(scope, List.of(1, 2)).map(faulty);
                          assertThatThrownBy(
                                  () ->
                                      stages.forEach(
                                          _ -> {
                                            Eventually.until("it sleeps", sleeps::get);
                                            throw new IOException("disk full");
                                          }))
                              .hasMessage("disk full");
                        }
                      })
                  .isInstanceOf(FiberFailedException.class)
                  .hasStackTraceContaining("a stage's own fault");
            });
  }

  private static int asLongAsNobodyInterrupts(int value) {
    if (value == 1) {
      return value;
    }
    try {
      Fiber.sleep(Duration.ofDays(1));
      return value;
    } catch (InterruptedException e) {
      throw new IllegalStateException("in a wrapper of the program's own", e);
    }
  }

  @OnEveryScheduler
  void theLastBranchThatEndsEarlyEndsTheStagesBeforeTheFanOut(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Iterable<Integer> endless = () -> IntStream.iterate(1, n -> n + 1).iterator();
              try (var scope = Scope.open()) {
                List<Pipeline<Integer>> branches = Pipeline.from(scope, endless).fanOut(2);
                assertThat(branches.getFirst().take(3).toList()).hasSize(3);
                assertThat(branches.getLast().take(3).toList()).as("from the other one").hasSize(3);
              }
              try (var scope = Scope.open()) {
                List<Pipeline<Integer>> branches = Pipeline.from(scope, endless).fanOut(2);
                assertThat(Pipeline.merge(branches.getFirst().map(n -> n), branches.getLast()).take(3).toList()).hasSize(3);
              }
            });
  }

  @OnEveryScheduler
  void aBranchThatEndsTwiceCountsOnce(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Iterable<Integer> endless = () -> IntStream.iterate(1, n -> n + 1).iterator();
              try (var scope = Scope.open()) {
                List<Pipeline<Integer>> branches = Pipeline.from(scope, endless).fanOut(2);
                for (int i = 0; i < 2; i++) {
                  assertThatThrownBy(
                          () ->
                              branches
                                  .getFirst()
                                  .forEach(
                                      _ -> {
                                        throw new IOException("disk full");
                                      }))
                      .isInstanceOf(IOException.class);
                }
                assertThat(branches.getLast().take(3).toList()).as("from the other one").hasSize(3);
              }
            });
  }

  /// Else the stages would wait for ever for somebody to take their values, and the scope for them.
  @OnEveryScheduler
  void whoTakesNoMoreValuesEndsTheStages(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () ->
                assertThatThrownBy(
                        () -> {
                          try (var scope = Scope.open()) {
                            Pipeline.from(scope, NUMBERS)
                                .map(2, n -> n)
                                .forEach(
                                    n -> {
                                      throw new IOException("disk full");
                                    });
                          }
                        })
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk full"));
  }

  @OnEveryScheduler
  void anInterruptOfWhoTakesTheValuesEndsTheStages(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () ->
                assertThatThrownBy(
                        () -> {
                          try (var scope = Scope.open()) {
                            Thread.currentThread().interrupt();
                            Pipeline.from(scope, NUMBERS).map(n -> n).toList();
                          }
                        })
                    .isInstanceOf(InterruptedException.class));
  }

  /// The fiber itself is not cancelled by that: its failure is one.
  @OnEveryScheduler
  void aFiberOfTheScopeThatTakesTheValuesFailsWithItsOwnFailure(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () ->
                assertThatThrownBy(
                        () -> {
                          try (var scope = Scope.open()) {
                            scope.fork(
                                "taker",
                                () ->
                                    Pipeline.from(scope, NUMBERS)
                                        .forEach(
                                            n -> {
                                              throw new IOException("disk full");
                                            }));
                          }
                        })
                    .isInstanceOf(FiberFailedException.class)
                    .hasRootCauseMessage("disk full"));
  }

  @OnEveryScheduler
  void aDeadlineAroundWhoTakesTheValuesIsSeenAsOne(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> never = Channel.rendezvous();
              try (var scope = Scope.open()) {
                var taker =
                    scope.fork(
                        () -> {
                          Pipeline<Integer> stages = Pipeline.from(scope, (Receiver<Integer>) never).map(n -> n);
                          assertThatThrownBy(() -> runUnder(Duration.ofMillis(5), stages::toList)).isInstanceOf(DeadlineExceededException.class);
                          return "went on";
                        });
                assertThat(taker.join()).isEqualTo("went on");
              }
            });
  }
}
