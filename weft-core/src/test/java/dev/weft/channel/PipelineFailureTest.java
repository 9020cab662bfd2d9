package dev.weft.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.FiberFailedException;
import dev.weft.Fn;
import dev.weft.Outcome;
import dev.weft.Policy;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/// Pipelines of which a stage fails, or its input.
@SuppressWarnings("try") // closing may park
class PipelineFailureTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 200).boxed().toList();

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
