package dev.weft.internal.fiber;

/// Why and when fibers were cancelled; one for all that a scope cancels at once.
///
/// @param cause why
/// @param at when, in real time, also where the scheduler's is virtual: whoever ignores it does so in real time
record Cancellation(Throwable cause, long at) {
  static Cancellation now(Throwable cause) {
    return new Cancellation(cause, System.nanoTime());
  }
}
