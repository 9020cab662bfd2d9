package dev.weft.check.engine.runtime;

/// What tasks run on, one at a time: continuations on the carrier ([Continuations]), or platform threads of their own
/// ([PlatformThreads]). Chosen once for a JVM, because it also decides what the JVM's virtual threads are.
///
/// The carrier lets a task run by [Context#enter], which returns when the task has left or has ended; the running task leaves
/// by [#leave]. All else (who is next, who waits, what a failure is) is the same on both.
sealed interface Backend permits Continuations, PlatformThreads {
  static Backend chosen() {
    return System.getProperty(Control.BACKEND_PROPERTY, "").equals("platform") ? new PlatformThreads() : new Continuations();
  }

  /// Makes the calling thread the carrier from now on.
  void becomeCarrier();

  /// What a new task will run on.
  Context context(Task task);

  /// Called by the running task: gives the processor back to the carrier, and returns when the task is entered again. False at
  /// once if its stack cannot be left: then the caller must schedule from where it is.
  boolean leave(Task task);

  /// True if [#leave] always works, whatever is on the task's stack, class initialisers included.
  boolean leavesAnywhere();
}
