package dev.weft.observe;

import dev.weft.internal.observe.Words;
import dev.weft.internal.util.Texts;
import java.util.List;
import java.util.Optional;

/// A scope that is still open and in which fibers have failed: what they threw is told when it is closed, and it cannot be before all its fibers have ended. So
/// whoever waits for something that a failed fiber would have done hides the failure.
///
/// @param scope its name
/// @param failures how many have failed, without those whose failure a join has thrown already
/// @param fibers the names of the first of them
/// @param first what the first one threw
/// @param at where, in the program's own code; empty if that is not known
public record FailedScope(String scope, int failures, List<String> fibers, Throwable first, Optional<StackTraceElement> at) {
  public FailedScope {
    fibers = List.copyOf(fibers);
  }

  /// Such as `scope workers: w0, w1 and 3 others have failed, the first by java.io.IOException: disk full, at Mill.grind(Mill.java:31)`.
  @Override
  public String toString() {
    int others = failures - fibers.size();
    String who = String.join(", ", fibers) + (others == 0 ? "" : " and " + Words.count(others, "other"));
    String how = failures == 1 ? " has failed by " : " have failed, the first by ";
    return Texts.line(scope + ": " + who + how + Texts.of(first) + at.map(frame -> ", at " + frame).orElse(""));
  }
}
