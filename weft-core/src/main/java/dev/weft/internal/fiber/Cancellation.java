package dev.weft.internal.fiber;

/// Why and when fibers were cancelled; one for all that a scope cancels at once.
///
/// @param cause why
/// @param at when, on the scheduler's clock
record Cancellation(Throwable cause, long at) {}
