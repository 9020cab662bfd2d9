package dev.weft.check.engine.runtime;

import org.jspecify.annotations.Nullable;

/// The thread that fires Weft's timers waits until the earliest of them. One that is withdrawn wakes nobody: the thread's
/// deadline is put right here, so that a time-out that can no longer happen is no choice of the schedule.
final class Timers {
  private static final String QUEUE = "dev.weft.internal.run.TimerQueue";
  private static final long NONE = Long.MAX_VALUE;
  private static final WeftField EARLIEST = new WeftField("earliest");

  /// What the clock of Weft's timers lags behind the virtual one.
  private static long origin;
  private static boolean changed;

  private Timers() {}

  static void reset() {
    changed = false;
  }

  static boolean isQueue(@Nullable Object blocker) {
    return blocker != null && blocker.getClass().getName().equals(QUEUE);
  }

  /// The thread of the timers waits until the earliest.
  static void parks(Object blocker, long deadline) {
    if (isQueue(blocker)) {
      origin = deadline - EARLIEST.longOf(blocker);
    }
  }

  static void changed() {
    changed = true;
  }

  /// Before somebody is chosen: threads wait for what is still to come.
  static void refresh() {
    if (!changed) {
      return;
    }
    changed = false;
    for (int i = 0; i < Tasks.count; i++) {
      Task task = Tasks.all[i];
      Object queue = task.blocker;
      if (task.state == Task.State.PARKED && task.isTimed() && queue != null && isQueue(queue)) {
        long earliest = EARLIEST.longOf(queue);
        Tasks.waitUntil(task, earliest == NONE ? Task.NEVER : earliest + origin);
      }
    }
  }
}
