package dev.weft;

import static dev.weft.testing.Bodies.parkForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schedule.Scheduler;
import dev.weft.sync.OneShot;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/// Scopes whose first success ends the rest.
@SuppressWarnings("try") // closing may park
class RaceTest {
  @OnEveryScheduler
  void firstSuccessCancelsTheOthersAndForgetsFailures(Scheduler scheduler) throws Exception {
    String won =
        Weft.with(scheduler)
            .call(
                () ->
                    Scope.<String>race(
                        () -> {
                          throw new IOException("no");
                        },
                        () -> {
                          parkForEver();
                          return "never";
                        },
                        () -> "yes"));
    assertThat(won).isEqualTo("yes");
  }

  @OnEveryScheduler
  void aRaceThatAllLoseThrowsTheFirstFailureWithTheOthers(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () ->
                assertThatThrownBy(
                        () ->
                            Scope.<String>race(
                                () -> {
                                  throw new IOException("no");
                                },
                                () -> {
                                  throw new IOException("no");
                                }))
                    .isInstanceOf(FiberFailedException.class)
                    .hasCauseInstanceOf(IOException.class)
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1)));
    assertThatThrownBy(() -> Scope.race()).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("runners");
  }

  @OnEveryScheduler
  void aRaceWhoseRunnersHaveAllBeenCancelledSaysSo(Scheduler scheduler) throws Exception {
    Callable<String> cancelled = () -> {
      Fiber.current().orElseThrow().cancel();
      parkForEver();
      return "never";
    };
    Weft.with(scheduler).run(() -> assertThatThrownBy(() -> Scope.race(cancelled, cancelled))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("all runners"));
  }

  @OnEveryScheduler
  void aRaceMayHaveAsManyRunnersAsAListHas(Scheduler scheduler) throws Exception {
    List<Callable<String>> mirrors = List.of(
        () -> {
          throw new IOException("no route");
        },
        () -> "page");
    assertThat(Weft.with(scheduler).call(() -> Scope.race(mirrors))).isEqualTo("page");
    assertThatThrownBy(() -> Scope.race(List.<Callable<String>>of())).isInstanceOf(IllegalArgumentException.class);
  }

  @OnEveryScheduler
  void aRunnerThatNeverBeganHasNotWon(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var go = new OneShot<String>();
              try (var scope = Scope.open(Policy.firstSuccess(), Limit.of(1))) {
                Fiber<String> runs = scope.fork(go::await);
                Fiber<String> queued = scope.fork(() -> "never");
                queued.cancel();
                assertThat(queued.outcome()).containsInstanceOf(Outcome.Cancelled.class);
                assertThat(scope.isCancelled()).isFalse();
                go.complete("yes");
                assertThat(runs.join()).isEqualTo("yes");
              }
            });
  }
}
