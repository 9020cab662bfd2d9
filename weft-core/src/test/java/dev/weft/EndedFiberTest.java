package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.internal.fiber.FiberTask;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.sync.OneShot;
import dev.weft.testing.Collected;
import dev.weft.testing.OnEveryScheduler;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A fiber that has ended and is kept, for its outcome, keeps nothing that its body needed.
class EndedFiberTest {
  private static final ScopedValue<Captured> BOUND = ScopedValue.newInstance();

  /// What a body has captured.
  private static final class Captured {
    int answer() {
      return 42;
    }
  }

  private record Ended(Fiber<Integer> fiber, WeakReference<Captured> captured) {
    void keepsNothing() {
      Collected.until("what its body has captured", captured);
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
                returned.keepsNothing();
                cancelled.keepsNothing();
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
              var done = new OneShot<Boolean>();
              Scope.open(Policy.failFast(), Limit.of(1)).run(scope -> {
                scope.fork("first", () -> done.await());
                run(scope, true).keepsNothing();
                done.complete(true);
              });
            });
  }

  /// A supervisor's handler sees them, until it has returned.
  @OnEveryScheduler
  void keepsNoScopedValues(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open(Policy.supervise((_, _) -> {}))) {
                runWithScopedValue(scope, "kept").keepsNothing();
              }
            });
  }

  /// Nor does the scope, which may live much longer, keep those of the last fiber.
  @OnEveryScheduler
  void isNotSurvivedByItsScopedValuesInItsScope(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                runWithScopedValue(scope, null).keepsNothing();
              }
            });
  }

  private static Ended runWithScopedValue(Scope scope, @Nullable String name) throws Exception {
    var captured = new Captured();
    Callable<Integer> body = () -> 42;
    Fiber<Integer> fiber = ScopedValue.where(BOUND, captured).call(() -> name == null ? scope.fork(body) : scope.fork(name, body));
    fiber.ending().await();
    return new Ended(fiber, new WeakReference<>(captured));
  }

  /// Where the thread is the fiber's own.
  @Test
  void keepsNotItsThread() throws Exception {
    for (Scheduler each : List.of(Schedulers.kernel(), Schedulers.jdk())) {
      try (var scheduler = each) {
        var thread = new AtomicReference<WeakReference<Thread>>();
        Fiber<Boolean> kept = Weft.with(scheduler).call(() -> {
          try (var scope = Scope.open()) {
            return scope.fork("kept", () -> {
              thread.set(new WeakReference<>(Thread.currentThread()));
              return true;
            });
          }
        });
        Collected.until("its thread on " + scheduler, thread.get());
        assertThat(kept.join()).isTrue();
      }
    }
  }

  @Test
  void keepsNothingIfItsSchedulerRefusesIt() throws Exception {
    try (var scope = Scope.open()) {
      Ended refused = refuse(scope);
      refused.keepsNothing();
      assertThat(refused.fiber().outcome()).containsInstanceOf(Outcome.Failure.class);
    }
  }

  private static Ended refuse(Scope scope) {
    var captured = new Captured();
    var fiber = new FiberTask<Integer>(scope.members(), "kept", captured::answer, SpawnSite.here());
    fiber.refuse(new RejectedExecutionException("closed"));
    return new Ended(fiber, new WeakReference<>(captured));
  }
}
