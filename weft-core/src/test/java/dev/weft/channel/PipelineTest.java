package dev.weft.channel;

import static dev.weft.testing.Deadlines.runUnder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.DeadlineExceededException;
import dev.weft.Fiber;
import dev.weft.FiberFailedException;
import dev.weft.Fn;
import dev.weft.Outcome;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing a scope may park
class PipelineTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 200).boxed().toList();

  @Test
  void aFunctionThatReturnsNullIsToldSo() {
    List<Fn<Pipeline<Integer>, Pipeline<Integer>>> maps =
        List.of(p -> p.map(n -> n == 7 ? null : n), p -> p.map(3, n -> n == 7 ? null : n), p -> p.mapUnordered(3, n -> n == 7 ? null : n));
    for (Fn<Pipeline<Integer>, Pipeline<Integer>> map : maps) {
      assertThatThrownBy(() -> {
        try (var scope = Scope.open()) {
          map.apply(Pipeline.from(scope, NUMBERS)).toList();
        }
      }).hasStackTraceContaining("java.lang.NullPointerException: the function of a map has returned null for 7; a pipeline has no null values");
    }
    assertThatThrownBy(() -> {
      try (var scope = Scope.open()) {
        Pipeline.from(scope, Arrays.asList(1, null)).toList();
      }
    }).hasStackTraceContaining("the source of a pipeline has given null");
  }

  @OnEveryScheduler
  void stagesKeepTheOrder(Scheduler scheduler) throws Exception {
    var running = new AtomicInteger();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                List<String> out =
                    Pipeline.from(scope, NUMBERS)
                        .filter(n -> n % 2 == 0)
                        .<Integer>map(
                            4,
                            n -> {
                              assertThat(running.incrementAndGet()).isLessThanOrEqualTo(4);
                              for (int i = 0; i < n % 7; i++) {
                                Fiber.yieldNow();
                              }
                              running.decrementAndGet();
                              return n * 10;
                            })
                        .<String>map(n -> "v" + n)
                        .toList();
                assertThat(out)
                    .isEqualTo(NUMBERS.stream().filter(n -> n % 2 == 0).map(n -> "v" + n * 10).toList());
              }
            });
  }

  @OnEveryScheduler
  void fanOutUnorderedAndFanIn(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                List<Pipeline<Integer>> branches = Pipeline.<Integer>from(scope, NUMBERS).fanOut(3);
                List<Integer> out =
                    Pipeline.<Integer>merge(
                            branches.get(0).<Integer>mapUnordered(3, n -> n + 1),
                            branches.get(1).<Integer>map(n -> n + 1),
                            branches.get(2).<Integer>map(2, n -> n + 1))
                        .toList();
                assertThat(out).containsExactlyInAnyOrderElementsOf(NUMBERS.stream().map(n -> n + 1).toList());
              }
            });
  }

  @OnEveryScheduler
  void aFailedStageCancelsTheOthersAndIsThrown(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Scope scope = Scope.open();
              List<Integer> seen = new ArrayList<>();
              Pipeline<Integer> failing =
                  Pipeline.from(scope, NUMBERS)
                      .map(
                          2,
                          n -> {
                            if (n == 50) {
                              throw new IOException("fifty");
                            }
                            return n;
                          });
              assertThatThrownBy(() -> failing.forEach(seen::add))
                  .isInstanceOf(ChannelClosedException.class)
                  .hasRootCauseMessage("fifty");
              assertThatThrownBy(scope::close).isInstanceOf(FiberFailedException.class).hasRootCauseMessage("fifty");
              assertThat(seen).isEqualTo(NUMBERS.subList(0, seen.size())).hasSizeLessThanOrEqualTo(50);
            });
  }

  @OnEveryScheduler
  void aFailedInputRunsThroughAfterTheValues(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> in = Channel.unlimited();
              in.sendAll(List.of(1, 2, 3));
              in.close(new IOException("lost"));
              List<Integer> seen = new ArrayList<>();
              try (var scope = Scope.open()) {
                Pipeline<Integer> stages =
                    Pipeline.from(scope, (Receiver<Integer>) in).<Integer>map(2, n -> n).<Integer>mapUnordered(1, n -> n).filter(_ -> true);
                assertThatThrownBy(() -> stages.forEach(seen::add))
                    .isInstanceOf(ChannelClosedException.class)
                    .hasRootCauseMessage("lost");
              }
              assertThat(seen).containsExactly(1, 2, 3);
            });
  }

  @Test
  void batchesByNumberAndByTime() throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () -> {
                Channel<Integer> in = Channel.rendezvous();
                try (var scope = Scope.open()) {
                  scope.fork(
                      () -> {
                        for (int i = 0; i < 5; i++) {
                          in.send(i);
                        }
                        Fiber.sleep(Duration.ofSeconds(5));
                        in.send(5);
                        in.close();
                      });
                  List<List<Integer>> out =
                      Pipeline.from(scope, (Receiver<Integer>) in).batch(3, Duration.ofSeconds(1)).toList();
                  assertThat(out).containsExactly(List.of(0, 1, 2), List.of(3, 4), List.of(5));
                }
              });
    }
  }

  @Test
  void theTimeOfABatchBeginsWithItsFirstValue() throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () -> {
                Channel<Integer> in = Channel.rendezvous();
                try (var scope = Scope.open()) {
                  scope.fork(
                      () -> {
                        for (int i = 0; i < 3; i++) {
                          in.send(i);
                          Fiber.sleep(Duration.ofMillis(600));
                        }
                        in.close();
                      });
                  assertThat(Pipeline.from(scope, (Receiver<Integer>) in).batch(3, Duration.ofSeconds(1)).toList())
                      .containsExactly(List.of(0, 1), List.of(2));
                }
              });
    }
  }

  /// In virtual time, where all others wait after a sleep.
  @Test
  void resultsThatWaitAreNoMoreThanWorkers() throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () -> {
                var begun = new AtomicInteger();
                try (var scope = Scope.open()) {
                  Pipeline<Integer> stages =
                      Pipeline.from(scope, NUMBERS)
                          .map(
                              2,
                              n -> {
                                begun.incrementAndGet();
                                return n;
                              });
                  Fiber.sleep(Duration.ofSeconds(1));
                  int untilAnybodyTakes = begun.get();
                  assertThat(stages.toList()).isEqualTo(NUMBERS);
                  assertThat(untilAnybodyTakes).isEqualTo(2);
                }
              });
    }
  }

  @Test
  void batchesByTimeAlone() throws Exception {
    try (var scope = Scope.open()) {
      assertThat(Pipeline.from(scope, List.of(1, 2, 3)).batch(Integer.MAX_VALUE, Duration.ofDays(1)).toList())
          .containsExactly(List.of(1, 2, 3));
    }
  }

  /// Its stages are cancelled with it, and may be quicker to end than it is to wake.
  @OnEveryScheduler
  void aTakerThatIsCancelledWithItsStagesHasNotFailed(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              for (int i = 0; i < 200; i++) {
                Channel<Integer> input = Channel.rendezvous();
                try (var scope = Scope.open()) {
                  Fiber<List<Integer>> taker =
                      scope.fork(
                          () -> {
                            try (var stages = Scope.open()) {
                              return Pipeline.from(stages, input).map(n -> n).toList();
                            }
                          });
                  input.send(1);
                  Fiber.yieldNow();
                  scope.cancel(new IllegalStateException("enough"));
                  assertThat(taker.ending().await()).isInstanceOf(Outcome.Cancelled.class);
                }
              }
            });
  }

  @Test
  void refusesWhatCannotBe() throws Exception {
    try (var scope = Scope.open()) {
      Pipeline<Integer> none = Pipeline.from(scope, List.<Integer>of());
      assertThatThrownBy(() -> none.map(0, n -> n)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> none.mapUnordered(0, n -> n)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> none.batch(0, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> none.batch(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> none.take(0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> none.fanOut(0)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> none.map(null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> none.map(2, null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> none.mapUnordered(2, null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> none.filter(null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> none.forEach(null)).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> Pipeline.from(null, none.output())).isInstanceOf(NullPointerException.class);
      assertThatThrownBy(Pipeline::merge).isInstanceOf(IllegalArgumentException.class);
      List<Integer> values = none.toList();
      assertThat(values).isEmpty();
      assertThatThrownBy(() -> values.add(1)).isInstanceOf(UnsupportedOperationException.class);
    }
  }

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
                Pipeline<Integer> stubborn = Pipeline.from(scope, input).<Integer>map(PipelineTest::asLongAsNobodyInterrupts);
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

  @OnEveryScheduler
  void aMergeRunsInTheScopeOfTheFirst(Scheduler scheduler) throws Exception {
    Channel<Integer> one = Channel.buffered(1);
    Channel<Integer> other = Channel.buffered(1);
    one.send(1);
    other.send(2);
    one.close();
    other.close();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var first = Scope.open();
                  var last = Scope.open()) {
                last.cancel(new IOException("too late"));
                assertThat(Pipeline.merge(Pipeline.from(first, (Receiver<Integer>) one), Pipeline.from(last, (Receiver<Integer>) other)).toList())
                    .containsExactlyInAnyOrder(1, 2);
              }
            });
  }

  @OnEveryScheduler
  void theFirstOfAFailedInput(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> input = Channel.buffered(2);
              input.send(1);
              input.close(new IOException("disk full"));
              try (var scope = Scope.open()) {
                Pipeline<Integer> three = Pipeline.from(scope, input).take(3);
                assertThatThrownBy(three::toList).isInstanceOf(ChannelClosedException.class).hasRootCauseMessage("disk full");
              }
            });
  }

  /// What the JDK throws at an interrupt knows no reason.
  @OnEveryScheduler
  void whoTakesFromStagesThatAreCancelledInTheJdkLearnsWhy(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var why = new IllegalStateException("shut down");
              try (var scope = Scope.open()) {
                var sleeps = new AtomicBoolean();
                Pipeline<Integer> stages = Pipeline.from(scope, NUMBERS).map(n -> {
                  sleeps.set(true);
                  Thread.sleep(Duration.ofDays(1));
                  return n;
                });
                Eventually.until("sleeps", sleeps::get);
                scope.cancel(why);
                assertThatThrownBy(stages::toList).isInstanceOf(ChannelClosedException.class).hasCause(why);
              }
            });
  }

  @OnEveryScheduler
  void whoTakesFromCancelledStagesLearnsWhy(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var why = new IllegalStateException("shut down");
              try (var scope = Scope.open()) {
                Pipeline<Integer> stages = Pipeline.from(scope, Channel.<Integer>rendezvous()).map(n -> n);
                Fiber.yieldNow();
                scope.cancel(why);
                assertThatThrownBy(stages::toList).isInstanceOf(ChannelClosedException.class).hasMessageContaining("shut down").hasCause(why);
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

  @OnEveryScheduler
  void stagesBeforeAFailedOneEndAlsoInAScopeThatDoesNotCancelThem(Scheduler scheduler) throws Exception {
    Fn<Integer, Integer> failing =
        _ -> {
          throw new IOException("disk full");
        };
    Weft.with(scheduler)
        .run(
            () -> {
              var failures = new ConcurrentLinkedQueue<String>();
              try (var scope = Scope.open(Policy.supervise((fiber, cause) -> failures.add(fiber.name() + ": " + cause.getMessage())))) {
                assertThatThrownBy(() -> Pipeline.from(scope, NUMBERS).filter(_ -> true).map(failing).toList())
                    .isInstanceOf(ChannelClosedException.class)
                    .hasRootCauseMessage("disk full");
                assertThatThrownBy(() -> Pipeline.from(scope, NUMBERS).map(failing).<Integer>map(2, n -> n).forEach(_ -> {}))
                    .isInstanceOf(ChannelClosedException.class)
                    .hasRootCauseMessage("disk full");
              }
              assertThat(failures).containsExactly("map: disk full", "map: disk full");
            });
  }

  /// One branch of a fan-out leaves the stages before it alone.
  @OnEveryScheduler
  void aMergeWithAFailedInputEndsTheOthers(Scheduler scheduler) throws Exception {
    Channel<Integer> failed = Channel.rendezvous();
    failed.close(new IOException("no route"));
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Pipeline<Integer> many = Pipeline.from(scope, IntStream.range(0, 10_000).boxed().toList());
                Pipeline<Integer> both = Pipeline.merge(Pipeline.from(scope, (Receiver<Integer>) failed), many);
                Pipeline<Integer> branch = both.fanOut(2).getFirst(); // the other one has not said that it takes nothing
                assertThatThrownBy(branch::toList).isInstanceOf(ChannelClosedException.class).hasRootCauseMessage("no route");
              }
            });
  }

  @OnEveryScheduler
  void theCauseIsWhatWasThrownFirstHoweverDeepInScopes(Scheduler scheduler) throws Exception {
    var why = new IOException("disk full");
    Fn<Integer, Integer> failing =
        n -> {
          try (var own = Scope.open()) {
            own.fork(
                () -> {
                  throw why;
                });
          }
          return n;
        };
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(Policy.supervise((_, _) -> {}))) {
                assertThatThrownBy(() -> Pipeline.from(scope, NUMBERS).map(2, failing).toList())
                    .isInstanceOf(ChannelClosedException.class)
                    .cause()
                    .isSameAs(why);
              }
            });
  }

  @OnEveryScheduler
  void aStageMayFailWithWhatCannotBeWrittenDown(Scheduler scheduler) throws Exception {
    var failure =
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new UnsupportedOperationException("a failure's own fault");
          }
        };
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(Policy.supervise((_, cause) -> assertThat(cause).isSameAs(failure)))) {
                Pipeline<Integer> failing =
                    Pipeline.from(scope, NUMBERS)
                        .map(
                            _ -> {
                              throw failure;
                            });
                assertThatThrownBy(() -> failing.<Integer>map(2, n -> n).forEach(_ -> {}))
                    .isInstanceOf(ChannelClosedException.class)
                    .extracting(Throwable::getCause)
                    .isSameAs(failure);
              }
            });
  }

  /// Such as those behind one that fails at once.
  @OnEveryScheduler
  void stagesThatNeverBeginEndTheirOutput(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                scope.cancel(new IOException("too late"));
                assertThatThrownBy(() -> Pipeline.from(scope, NUMBERS).map(n -> n).toList())
                    .isInstanceOf(ChannelClosedException.class)
                    .hasRootCauseMessage("too late");
              }
            });
  }
}
