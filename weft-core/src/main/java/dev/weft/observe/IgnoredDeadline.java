package dev.weft.observe;

import dev.weft.Deadline;
import dev.weft.internal.observe.Words;
import dev.weft.internal.util.Texts;
import java.time.Duration;
import java.util.List;

/// A body that goes on although its deadline has passed.
///
/// @param name the name of the fiber that runs it, or of the thread where that is no fiber
/// @param forkedAt where the fiber was forked; empty if it is none
/// @param deadline the deadline
/// @param since how long ago it passed, in real time
/// @param stack where the body is now, newest frame first
public record IgnoredDeadline(String name, String forkedAt, Deadline deadline, Duration since, List<StackTraceElement> stack) {
  public IgnoredDeadline {
    stack = List.copyOf(stack);
  }

  /// Such as `fiber flush (forked at Store.java:9) goes on 5.0 s after its deadline of 2 s at Store.flush(Store.java:31)`.
  @Override
  public String toString() {
    String who = forkedAt.isEmpty() ? Words.title("thread", name) : "fiber " + name + " (forked at " + forkedAt + ")";
    String text =
        who + " goes on " + Words.duration(since) + " after its deadline of " + Texts.exact(deadline.length())
            + (stack.isEmpty() ? "" : " at " + stack.getFirst());
    return Texts.line(text);
  }
}
