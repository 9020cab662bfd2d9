package dev.weft.observe;

import dev.weft.Fiber;
import dev.weft.internal.observe.Words;
import dev.weft.internal.util.Texts;
import java.time.Duration;
import java.util.List;

/// A fiber that goes on although it was cancelled.
///
/// @param fiber who
/// @param cause why it was cancelled
/// @param since how long ago
/// @param stack where it is now, newest frame first; empty if it has no thread yet
public record IgnoredCancellation(Fiber<?> fiber, Throwable cause, Duration since, List<StackTraceElement> stack) {
  public IgnoredCancellation {
    stack = List.copyOf(stack);
  }

  /// Such as `fiber flush (forked at Store.java:9) goes on 5.0 s after it was cancelled (java.lang.IllegalStateException: enough) at
  /// Store.flush(Store.java:31)`.
  @Override
  public String toString() {
    String text =
        "fiber " + fiber.name() + " (forked at " + fiber.spawnSite() + ") goes on " + Words.duration(since)
            + " after it was cancelled (" + Texts.of(cause) + ")" + (stack.isEmpty() ? "" : " at " + stack.getFirst());
    return Texts.line(text);
  }
}
