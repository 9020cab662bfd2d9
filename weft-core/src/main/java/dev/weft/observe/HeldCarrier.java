package dev.weft.observe;

import dev.weft.internal.observe.Words;
import dev.weft.internal.util.Texts;
import java.time.Duration;
import java.util.List;

/// A carrier that one fiber has kept for so long that others had to be moved to another one.
///
/// @param scheduler the scheduler's name
/// @param carrier the name of the kernel thread
/// @param fiber the name of the fiber or virtual thread that does not let go
/// @param forkedAt where it was forked; empty if unknown
/// @param duration for how long
/// @param othersWaited whether somebody was waiting for the carrier meanwhile
/// @param stack where it was when it was noticed, or when the table was taken, newest frame first
public record HeldCarrier(
    String scheduler,
    String carrier,
    String fiber,
    String forkedAt,
    Duration duration,
    boolean othersWaited,
    List<StackTraceElement> stack) {
  public HeldCarrier {
    stack = List.copyOf(stack);
  }

  /// Such as `fiber crunch (forked at Mill.java:9) has held work-stealing-carrier-0 for 1.2 s at Mill.grind(Mill.java:31)`.
  @Override
  public String toString() {
    String who = forkedAt.isEmpty() ? Words.title("virtual thread", fiber) : "fiber " + fiber + " (forked at " + forkedAt + ")";
    String text = who + " has held " + carrier + " for " + Words.duration(duration) + (stack.isEmpty() ? "" : " at " + stack.getFirst());
    return Texts.line(text);
  }
}
