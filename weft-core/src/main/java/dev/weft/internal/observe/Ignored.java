package dev.weft.internal.observe;

import dev.weft.internal.fiber.FiberTask;
import dev.weft.internal.fiber.GraceWatch;
import dev.weft.internal.fiber.Region;
import dev.weft.observe.IgnoredCancellation;
import dev.weft.observe.IgnoredDeadline;
import dev.weft.observe.RuntimeListener;
import java.time.Duration;
import java.util.List;

/// Tells a listener of those who go on although they were told to stop.
record Ignored(RuntimeListener listener) implements GraceWatch.Listener {
  @Override
  public void ignoresCancellation(FiberTask<?> fiber, Throwable cause, Duration since, StackTraceElement[] stack) {
    listener.cancellationIgnored(new IgnoredCancellation(fiber, cause, since, List.of(stack)));
  }

  @Override
  public void ignoresDeadline(Region body, Duration since, StackTraceElement[] stack) {
    FiberTask<?> fiber = body.fiber();
    String name = fiber == null ? Words.name(body.thread()) : fiber.name();
    String forkedAt = fiber == null ? "" : fiber.spawnSite().toString();
    listener.deadlineIgnored(new IgnoredDeadline(name, forkedAt, body.limit(), since, List.of(stack)));
  }
}
