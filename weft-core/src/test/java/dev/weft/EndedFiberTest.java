package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.schedule.Scheduler;
import dev.weft.sync.OneShot;
import dev.weft.testing.OnEveryScheduler;
import java.lang.ref.WeakReference;

/// A fiber that has ended and is kept, for its outcome, keeps nothing that its body needed.
class EndedFiberTest {
  private static final int COLLECTIONS = 50;

  /// What a body has captured.
  private static final class Captured {
    int answer() {
      return 42;
    }
  }

  private record Ended(Fiber<Integer> fiber, WeakReference<Captured> captured) {
    boolean keeps() {
      for (int i = 0; i < COLLECTIONS && captured.get() != null; i++) {
        System.gc();
      }
      return captured.get() != null;
    }
  }

  private static Ended run(Scope scope, boolean cancelled) throws InterruptedException {
    var captured = new Captured();
    var go = new OneShot<Boolean>();
    Fiber<Integer> fiber = scope.fork("kept", () -> go.await() ? captured.answer() : 0);
    if (cancelled) {
      fiber.cancel();
    }
    go.complete(true);
    fiber.ending().await();
    return new Ended(fiber, new WeakReference<>(captured));
  }

  @OnEveryScheduler
  void keepsNothingThatItsBodyCaptured(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Ended returned = run(scope, false);
                Ended cancelled = run(scope, true);
                assertThat(returned.keeps()).as("after its return").isFalse();
                assertThat(cancelled.keeps()).as("after its cancellation").isFalse();
                assertThat(returned.fiber().join()).isEqualTo(42);
                assertThat(cancelled.fiber().outcome()).isPresent();
              }
            });
  }

  @OnEveryScheduler
  void keepsNothingIfItWasCancelledBeforeItHadAPlace(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(Policy.failFast(), Limit.of(1))) {
                var done = new OneShot<Boolean>();
                scope.fork("first", () -> done.await());
                boolean keeps = run(scope, true).keeps();
                done.complete(true);
                assertThat(keeps).isFalse();
              }
            });
  }
}
