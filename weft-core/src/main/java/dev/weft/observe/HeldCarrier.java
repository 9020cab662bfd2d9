package dev.weft.observe;

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
/// @param stack where it was when it was noticed, newest frame first
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
    return "fiber " + fiber + (forkedAt.isEmpty() ? "" : " (forked at " + forkedAt + ")") + " has held " + carrier + " for "
        + dev.weft.internal.observe.Words.duration(duration) + (stack.isEmpty() ? "" : " at " + stack.getFirst());
  }
}
