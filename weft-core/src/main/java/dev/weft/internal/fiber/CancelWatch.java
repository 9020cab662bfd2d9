package dev.weft.internal.fiber;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Looks at one scope some time after something in it was cancelled, and reports the fibers that go on all the same.
///
/// One timer per scope, only after a cancellation, gone when the scope closes. Each fiber is reported once.
final class CancelWatch extends GraceWatch {
  private final Owner owner;

  CancelWatch(Owner owner) {
    this.owner = owner;
  }

  @Override
  protected void fire() {
    owner.watchEnded();
    long now = System.nanoTime();
    List<FiberTask<?>> late = new ArrayList<>();
    boolean more = false;
    for (FiberTask<?> fiber : owner.fibers()) {
      Cancellation why = fiber.cancellation();
      if (why == null) {
        continue;
      }
      if (!isOver(why.at(), now) || isClosing(fiber.scopes())) {
        more = true;
      } else if (fiber.markReported()) {
        late.add(fiber);
      }
    }
    if (more) {
      owner.watchCancelled();
    }
    if (!late.isEmpty()) {
      report(() -> late.forEach(fiber -> report(fiber, now)));
    }
  }

  private static void report(FiberTask<?> fiber, long now) {
    Cancellation why = fiber.cancellation();
    if (why == null || fiber.isEnded()) {
      return;
    }
    StackTraceElement[] stack = stackOf(fiber.thread());
    if (fiber.isEnded()) {
      return; // that stack may be somebody else's
    }
    var since = Duration.ofNanos(now - why.at());
    tell(listener -> listener.ignoresCancellation(fiber, why.cause(), since, stack));
  }
}
