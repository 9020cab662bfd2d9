package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/// What a fiber ends with, and who is told.
class FiberJoinTest {
  private static final Policy FAILURES_ARE_MINE = Policy.supervise((_, _) -> {});

  @OnEveryScheduler
  void joiningGivesTheValueAsOftenAsOneAsks(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Fiber<Integer> fiber =
                    scope.fork(
                        () -> {
                          Fiber.sleep(Duration.ofMillis(1));
                          return 42;
                        });
                assertThat(fiber.join()).isEqualTo(42);
                assertThat(fiber.join()).isEqualTo(42);
                assertThat(fiber.outcome()).contains(new Outcome.Success<>(42));
                assertThat(fiber.ending().await()).isEqualTo(new Outcome.Success<>(42));
                assertThat(fiber).asString().contains("ended");
              }
            });
  }

  @OnEveryScheduler
  void aFiberCannotJoinItself(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () ->
                assertThatThrownBy(() -> Fiber.current().orElseThrow().join())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("joins itself"));
  }

  /// Else a stack trace would tell the first failure as often as there are levels, and more of them each time.
  @OnEveryScheduler
  void aFailureThatHasComeUpThroughManyFibersIsToldOnceInEachMessage(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              FiberFailedException top = null;
              try (var scope = Scope.open(FAILURES_ARE_MINE)) {
                scope.fork("level 9", () -> failBelow(8)).join();
              } catch (FiberFailedException e) {
                top = e;
              }
              String text = "fiber level %d \\([^)]*\\) failed: fiber level 0 \\([^)]*\\) failed: java.io.IOException: disk full";
              assertThat(top.getMessage()).matches(text.formatted(9));
              assertThat(top.getCause().getMessage()).matches(text.formatted(8));
            });
  }

  private static void failBelow(int level) throws Exception {
    if (level < 0) {
      throw new java.io.IOException("disk full");
    }
    try (var scope = Scope.open()) {
      scope.fork("level " + level, () -> failBelow(level - 1));
    }
  }

  @OnEveryScheduler
  void joiningGivesTheFailureWithWhatTheBodyThrew(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var thrown = new java.io.IOException("disk full");
              try (var scope = Scope.open(FAILURES_ARE_MINE)) {
                Fiber<Void> fiber =
                    scope.fork(
                        "writer",
                        () -> {
                          throw thrown;
                        });
                assertThatThrownBy(fiber::join)
                    .isInstanceOf(FiberFailedException.class)
                    .hasMessageContaining("writer")
                    .cause()
                    .isSameAs(thrown);
                assertThat(fiber.outcome()).contains(new Outcome.Failure<>(thrown));
              }
            });
  }

  @OnEveryScheduler
  void thereIsNoOutcomeBeforeTheEnd(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> go = Channel.rendezvous();
              try (var scope = Scope.open()) {
                Fiber<Integer> fiber = scope.fork(go::receive);
                assertThat(fiber.outcome()).isEmpty();
                assertThat(fiber.ending().poll()).isEmpty();
                go.send(5);
                assertThat(fiber.ending().await()).isEqualTo(new Outcome.Success<>(5));
                assertThat(fiber.ending().poll()).contains(new Outcome.Success<>(5));
              }
            });
  }

  /// Many wait for one: all are told, and see what it has written.
  @OnEveryScheduler
  void allWhoJoinAreTold(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              int[] plain = new int[1];
              Channel<Integer> go = Channel.rendezvous();
              try (var scope = Scope.open()) {
                Fiber<Integer> fiber =
                    scope.fork(
                        () -> {
                          int value = go.receive();
                          plain[0] = value;
                          return value;
                        });
                List<Fiber<Integer>> joiners = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                  joiners.add(scope.fork(() -> fiber.join() + plain[0]));
                }
                go.send(4);
                for (Fiber<Integer> joiner : joiners) {
                  assertThat(joiner.join()).isEqualTo(8);
                }
              }
            });
  }

  @OnEveryScheduler
  void cancellingWhoJoinsLeavesTheFiberAlone(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> go = Channel.rendezvous();
              try (var scope = Scope.open()) {
                Fiber<Integer> fiber = scope.fork(go::receive);
                var begun = new AtomicBoolean();
                Fiber<Integer> joiner =
                    scope.fork(
                        () -> {
                          begun.set(true);
                          return fiber.join();
                        });
                Eventually.until("the joiner has begun", begun::get);
                joiner.cancel();
                assertThatThrownBy(joiner::join).isInstanceOf(CancellationException.class);
                go.send(3);
                assertThat(fiber.join()).isEqualTo(3);
              }
            });
  }

  @OnEveryScheduler
  void joiningWhileInterruptedThrowsEvenIfItHasEnded(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Fiber<Integer> fiber = scope.fork(() -> 1);
                fiber.join();
                Thread.currentThread().interrupt();
                assertThatThrownBy(fiber::join).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
              }
            });
  }
}
