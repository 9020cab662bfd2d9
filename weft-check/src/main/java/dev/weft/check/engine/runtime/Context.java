package dev.weft.check.engine.runtime;

/// What one task runs on: a stack and whoever executes it. Used by the carrier only.
interface Context {
  /// Runs the task, from its beginning or from where it left, until it leaves or ends.
  void enter();

  /// True if it is on the carrier's stack below others, so that it cannot be entered.
  boolean isBeneath();

  /// The frames of a task that is not running, innermost first.
  StackTraceElement[] stack();

  /// The task has ended; or the schedule has, and the task, which may be in the middle of anything, is to end too.
  void release();
}
