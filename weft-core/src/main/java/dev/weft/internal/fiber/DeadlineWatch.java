package dev.weft.internal.fiber;

import java.time.Duration;

/// Looks at the body of one deadline some time after that has passed, and reports it if it goes on all the same.
///
/// A fiber that was cancelled is for the [CancelWatch] of its scope to report.
final class DeadlineWatch extends GraceWatch {
  private final Region region;
  private volatile boolean ended;

  /// The deadline passes now.
  DeadlineWatch(Region region) {
    this.region = region;
  }

  /// The body has ended.
  void end() {
    ended = true;
    cancel();
  }

  @Override
  protected void fire() {
    if (!isIgnored()) {
      return;
    }
    if (region.waitsForInner() || isClosing(region.scopesInside())) {
      start();
      return;
    }
    Duration since = age();
    report(() -> report(since));
  }

  private void report(Duration since) {
    StackTraceElement[] stack = stackOf(region.thread());
    if (isIgnored()) { // or that stack may be somebody else's
      tell(listener -> listener.ignoresDeadline(region, since, stack));
    }
  }

  private boolean isIgnored() {
    FiberTask<?> fiber = region.fiber();
    return !ended && (fiber == null || !fiber.isCancelled());
  }
}
