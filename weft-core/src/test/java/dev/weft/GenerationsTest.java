package dev.weft;

import dev.weft.schedule.Scheduler;
import dev.weft.sync.OneShot;
import dev.weft.testing.Collected;
import dev.weft.testing.OnEveryScheduler;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/// Fibers that end after each has forked the next one, for ever: what the first ones had is not kept by those that come later.
class GenerationsTest {
  private static final int GENERATIONS = 200;
  private static final ScopedValue<Object> BOUND = ScopedValue.newInstance();

  private final AtomicReference<WeakReference<?>> first = new AtomicReference<>();
  private final OneShot<Boolean> lastRuns = new OneShot<>();
  private final OneShot<Boolean> looked = new OneShot<>();

  @OnEveryScheduler
  void keepNotWhatTheFirstOnesHadBound(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      try (var scope = Scope.open()) {
        scope.fork(() -> bind(scope, GENERATIONS));
        lookAtTheFirst("what the first one has bound");
      }
    });
  }

  private void bind(Scope scope, int left) throws Exception {
    if (left == 0) {
      isLast();
      return;
    }
    var value = new Object();
    first.compareAndSet(null, new WeakReference<>(value));
    ScopedValue.where(BOUND, value).call(() -> scope.fork(() -> bind(scope, left - 1)));
  }

  /// The scope is not the deadline's, so each fiber comes under a deadline of its own.
  @OnEveryScheduler
  void keepNotTheFirstOnesUnderADeadline(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {
      try (var scope = Scope.open()) {
        Deadline.in(Duration.ofHours(1)).run(() -> scope.fork(() -> follow(scope, GENERATIONS)));
        lookAtTheFirst("the first fiber");
      }
    });
  }

  private void follow(Scope scope, int left) throws Exception {
    if (left == 0) {
      isLast();
      return;
    }
    first.compareAndSet(null, new WeakReference<>(Fiber.current().orElseThrow()));
    scope.fork(() -> follow(scope, left - 1));
  }

  private void isLast() throws InterruptedException {
    lastRuns.complete(true);
    looked.await();
  }

  private void lookAtTheFirst(String what) throws InterruptedException {
    lastRuns.await();
    try {
      Collected.until(what, first.get());
    } finally {
      looked.complete(true); // a test that fails is to end, too
    }
  }
}
