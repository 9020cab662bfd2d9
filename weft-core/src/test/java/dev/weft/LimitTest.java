package dev.weft;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schedule.Scheduler;
import dev.weft.sync.OneShot;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing may park
class LimitTest {
  @OnEveryScheduler
  void noMoreRunThanAreAllowed(Scheduler scheduler) throws Exception {
    for (int queue : new int[] {0, 2, Integer.MAX_VALUE}) {
      var running = new AtomicInteger();
      var most = new AtomicInteger();
      var ended = new AtomicInteger();
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open(Policy.failFast(), Limit.of(3).queue(queue))) {
                  for (int i = 0; i < 100; i++) {
                    scope.fork(
                        () -> {
                          most.accumulateAndGet(running.incrementAndGet(), Math::max);
                          Fiber.yieldNow();
                          running.decrementAndGet();
                          ended.incrementAndGet();
                        });
                  }
                }
              });
      assertThat(most.get()).isBetween(1, 3);
      assertThat(ended).hasValue(100);
    }
  }

  @OnEveryScheduler
  void aForkBeyondTheQueueIsRefusedIfTheLimitSaysSo(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var go = new OneShot<String>();
              try (var scope = Scope.open(Policy.failFast(), Limit.of(1).queue(1).refusing()).named("jobs")) {
                Fiber<String> first = scope.fork(go::await);
                Fiber<String> second = scope.fork(go::await);
                assertThatThrownBy(() -> scope.fork("third", go::await))
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("scope jobs")
                    .hasMessageContaining("1 of 1 running, 1 queued")
                    .hasMessageContaining("third");
                go.complete("on");
                assertThat(first.join() + second.join()).isEqualTo("onon");
                until("room", () -> scope.toString().contains(": 0 fibers"));
                assertThat(scope.fork(go::await).join()).isEqualTo("on");
              }
            });
  }

  @OnEveryScheduler
  void aForkerThatIsCancelledWhileItWaitsForRoomForksNothing(Scheduler scheduler) throws Exception {
    var ran = new AtomicInteger();
    Weft.with(scheduler)
        .run(
            () -> {
              var go = new OneShot<String>();
              try (var scope = Scope.open(Policy.failFast(), Limit.of(1).queue(0))) {
                scope.fork(go::await);
                try (var forkers = Scope.open()) {
                  Fiber<Fiber<Integer>> forker = forkers.fork(() -> scope.fork(() -> ran.incrementAndGet()));
                  until("waits", () -> scope.toString().contains("2 fibers"));
                  forker.cancel();
                  assertThat(forker.ending().await()).isInstanceOf(Outcome.Cancelled.class);
                }
                assertThat(scope.toString()).contains("1 fiber");
                go.complete("on");
              }
            });
    assertThat(ran).hasValue(0);
  }

  /// What would get the place does not run anyway.
  @OnEveryScheduler
  void nobodyWaitsForRoomInACancelledScope(Scheduler scheduler) throws Exception {
    var ran = new AtomicInteger();
    Weft.with(scheduler)
        .run(
            () -> {
              var go = new OneShot<String>();
              try (var scope = Scope.open(Policy.failFast(), Limit.of(1).queue(0))) {
                scope.fork(() -> Fiber.uncancellable(go::await));
                until("waits", () -> go.toString().endsWith(", 1 waiting"));
                try (var forkers = Scope.open()) {
                  Fiber<Fiber<Integer>> parked = forkers.fork(() -> scope.fork(() -> ran.incrementAndGet()));
                  until("waits", () -> scope.toString().contains("2 fibers"));
                  scope.cancel(new IOException("stop"));
                  assertThat(parked.join().outcome()).get().isInstanceOf(Outcome.Cancelled.class);
                }
                assertThat(scope.fork(() -> ran.incrementAndGet()).outcome()).get().isInstanceOf(Outcome.Cancelled.class);
                assertThat(scope.toString()).contains("1 fiber");
                go.complete("on");
              }
              try (var refusing = Scope.open(Policy.failFast(), Limit.of(1).queue(0).refusing())) {
                refusing.fork(() -> Fiber.uncancellable(go::await));
                refusing.cancel(new IOException("stop"));
                assertThat(refusing.fork(() -> ran.incrementAndGet()).ending().await()).isInstanceOf(Outcome.Cancelled.class);
              }
            });
    assertThat(ran).hasValue(0);
  }

  /// The last place is free when several want it.
  @OnEveryScheduler
  void manyForkersWantTheLastPlace(Scheduler scheduler) throws Exception {
    var ended = new AtomicInteger();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var jobs = Scope.open(Policy.failFast(), Limit.of(1).queue(0));
                  var forkers = Scope.open()) {
                for (int i = 0; i < 4; i++) {
                  forkers.fork(
                      () -> {
                        for (int k = 0; k < 500; k++) {
                          jobs.fork(ended::incrementAndGet);
                        }
                      });
                }
              }
            });
    assertThat(ended).hasValue(2_000);
  }

  /// As a supervisor does: the place of the one that has failed is free by then.
  @OnEveryScheduler
  void whoHandlesAFailureMayForkAnotherInItsPlace(Scheduler scheduler) throws Exception {
    for (Limit limit : List.of(Limit.of(1), Limit.of(1).queue(0), Limit.of(1).queue(0).refusing())) {
      var begun = new AtomicInteger();
      Weft.with(scheduler)
          .run(
              () -> {
                var restarting = new AtomicReference<Scope>();
                Action flaky =
                    () -> {
                      if (begun.incrementAndGet() < 5) {
                        throw new IOException("on purpose");
                      }
                    };
                try (var scope = Scope.open(Policy.supervise((_, _) -> restarting.get().fork(flaky)), limit)) {
                  restarting.set(scope);
                  scope.fork(flaky);
                }
              });
      assertThat(begun).hasValue(5);
    }
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> Limit.of(0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not 0");
    assertThatThrownBy(() -> Limit.of(1).queue(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Limit.of(1).refusing())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("queue(0)");
  }
}
