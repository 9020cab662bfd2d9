package dev.weft;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.sync.OneShot;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Fibers that a limit keeps from beginning, when something else happens to them first.
@SuppressWarnings("try") // closing may park
class QueuedFiberTest {
  /// They were accepted before, and whoever closes waits for them.
  @OnEveryScheduler
  void queuedFibersRunAlthoughTheirSchedulerIsBeingClosed(Scheduler scheduler) throws Exception {
    var go = new OneShot<String>();
    var ran = new AtomicInteger();
    Thread closer = new Thread(scheduler::close);
    Weft.with(scheduler).run(() -> {
      try (var scope = Scope.open(Policy.failFast(), Limit.of(1))) {
        scope.fork(go::await);
        for (int i = 0; i < 100; i++) {
          scope.fork(() -> ran.incrementAndGet());
        }
        closer.start();
        until("closes", () -> scheduler.toString().contains("closed"));
        go.complete("on");
      }
    });
    closer.join();
    assertThat(ran).hasValue(100);
  }

  /// Nothing keeps a closed scheduler for a fiber that was queued behind one that has just been refused.
  @Test
  void whoIsQueuedOnAClosedSchedulerIsRefused() throws Exception {
    List<Scope> scopes = new CopyOnWriteArrayList<>();
    try (Scheduler scheduler = Schedulers.workStealing(2)) {
      var made = new OneShot<String>();
      scheduler.executor().execute(() -> {
        IntStream.range(0, 300).forEach(_ -> scopes.add(Scope.open(Policy.collectAll(), Limit.of(1))));
        made.complete("all");
      });
      made.await();
    }
    for (Scope scope : scopes) {
      Thread[] forkers = new Thread[3];
      Arrays.setAll(forkers, _ -> Thread.ofPlatform().start(() -> {
        try {
          scope.fork(() -> {});
        } catch (RejectedExecutionException refused) {
          // or the fiber was
        }
      }));
      for (Thread forker : forkers) {
        forker.join();
      }
      until("nobody is left: " + scope, () -> scope.toString().contains(": 0 fibers"));
      try {
        scope.close(); // else what has failed in it is in every table of this JVM
      } catch (FiberFailedException e) {
        assertThat(e).hasCauseInstanceOf(RejectedExecutionException.class);
      }
    }
  }

  @OnEveryScheduler
  void queuedFibersOfACancelledScopeNeverBegin(Scheduler scheduler) throws Exception {
    var ran = new AtomicInteger();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(Policy.failFast(), Limit.of(1))) {
                var never = new OneShot<String>();
                scope.fork(never::await);
                for (int i = 0; i < 100; i++) {
                  scope.fork(() -> ran.incrementAndGet());
                }
                scope.cancel(new IOException("stop"));
              }
            });
    assertThat(ran).hasValue(0);
  }

  /// The place is taken by the very fiber that joins it.
  @OnEveryScheduler
  void aQueuedFiberThatIsCancelledEndsWithoutAPlace(Scheduler scheduler) throws Exception {
    var ran = new AtomicInteger();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(Policy.failFast(), Limit.of(1))) {
                scope
                    .fork(
                        () -> {
                          Fiber<Integer> queued = scope.fork(ran::incrementAndGet);
                          Fiber<Integer> behind = scope.fork(() -> 7);
                          assertThat(queued.cancel(new IOException("not needed"))).isTrue();
                          assertThatThrownBy(queued::join).isInstanceOf(CancelledException.class).hasRootCauseMessage("not needed");
                          assertThat(scope.toString()).contains("2 fibers");
                          return behind;
                        })
                    .join()
                    .join();
              }
            });
    assertThat(ran).hasValue(0);
  }

  @OnEveryScheduler
  void queuedFibersOfACancelledScopeEndWithoutAPlace(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var go = new OneShot<String>();
              try (var scope = Scope.open(Policy.failFast(), Limit.of(1))) {
                scope.fork(() -> Fiber.uncancellable(go::await));
                Fiber<Integer> queued = scope.fork(() -> 7);
                scope.cancel(new IOException("stop"));
                assertThat(queued.ending().await()).isInstanceOf(Outcome.Cancelled.class);
                assertThat(scope.fork(() -> 8).ending().await()).isInstanceOf(Outcome.Cancelled.class);
                go.complete("on");
              }
            });
  }

  @OnEveryScheduler
  void theRoomOfACancelledFiberIsForTheNextForker(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var go = new OneShot<String>();
              try (var jobs = Scope.open(Policy.failFast(), Limit.of(1).queue(1));
                  var forkers = Scope.open()) {
                jobs.fork(go::await);
                Fiber<String> queued = jobs.fork(go::await);
                Fiber<Fiber<String>> forker = forkers.fork(() -> jobs.fork(go::await));
                until("waits", () -> jobs.toString().contains("3 fibers"));
                queued.cancel();
                Fiber<String> admitted = forker.join();
                assertThat(admitted.outcome()).isEmpty();
                go.complete("on");
                assertThat(admitted.join()).isEqualTo("on");
              }
            });
  }

  /// Cancelled by others at the moment when its place becomes free: it ends once, and its place goes on to the next.
  @OnEveryScheduler
  void cancelledWhileItsPlaceBecomesFree(Scheduler scheduler) throws Exception {
    var ended = new AtomicInteger();
    int rounds = 300;
    Weft.with(scheduler)
        .run(
            () -> {
              try (var jobs = Scope.open(Policy.collectAll(), Limit.of(1));
                  var cancellers = Scope.open()) {
                for (int i = 0; i < rounds; i++) {
                  Fiber<?> job = jobs.fork(() -> Fiber.yieldNow());
                  job.ending().onReady(_ -> ended.incrementAndGet());
                  cancellers.fork(() -> job.cancel());
                }
              }
            });
    assertThat(ended).hasValue(rounds);
  }

  /// Else every later fork would wait for the place of a fiber that there is not.
  @OnEveryScheduler
  void aForkThatTheSchedulerRefusesTakesNoPlace(Scheduler scheduler) throws Exception {
    Thread closer = closeLater(scheduler);
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(Policy.failFast(), Limit.of(1).queue(0))) {
                closer.start();
                until("closing", () -> scheduler.toString().contains("(closed)"));
                for (int i = 0; i < 3; i++) {
                  assertThatThrownBy(() -> scope.fork(() -> 1)).isInstanceOf(RejectedExecutionException.class);
                }
              }
            });
    closer.join();
  }

  @OnEveryScheduler
  void whoWaitsInAScopeWhoseSchedulerClosesRunsOrIsRefused(Scheduler scheduler) throws Exception {
    Thread closer = closeLater(scheduler);
    var go = new OneShot<String>();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var jobs = Scope.open(Policy.supervise((_, _) -> {}), Limit.of(1).queue(1));
                  var forkers = Scope.open()) {
                jobs.fork(go::await);
                Fiber<String> queued = jobs.fork(go::await);
                List<Fiber<Outcome<String>>> waiting =
                    IntStream.range(0, 3).mapToObj(_ -> forkers.fork(() -> jobs.fork(go::await).ending().await())).toList();
                until("wait", () -> jobs.toString().contains("5 fibers"));
                closer.start();
                until("closing", () -> scheduler.toString().contains("(closed)"));
                go.complete("on");
                assertThat(queued.join()).as("was accepted before").isEqualTo("on");
                for (Fiber<Outcome<String>> forker : waiting) {
                  switch (forker.ending().await()) {
                    case Outcome.Success<Outcome<String>>(Outcome.Success<String>(String value)) -> assertThat(value).isEqualTo("on");
                    case Outcome.Success<Outcome<String>>(Outcome<String> ofJob) -> assertRefused(ofJob);
                    case Outcome.Failure<Outcome<String>> itself -> assertRefused(itself);
                    case Outcome.Cancelled<Outcome<String>> withTheOthers -> assertThat(withTheOthers).isNotNull();
                  }
                }
              } catch (FiberFailedException e) {
                assertThat(e).hasCauseInstanceOf(RejectedExecutionException.class);
              }
            });
    closer.join();
  }

  private static Thread closeLater(Scheduler scheduler) {
    return Thread.ofPlatform().name("closer").unstarted(scheduler::close);
  }

  private static void assertRefused(Outcome<?> outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failure.class, why -> assertThat(why.cause()).isInstanceOf(RejectedExecutionException.class));
  }
}
