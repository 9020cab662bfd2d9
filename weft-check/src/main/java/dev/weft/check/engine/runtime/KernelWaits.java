package dev.weft.check.engine.runtime;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// How Weft's own library waits, and what it asks the machine: time and chance.
public final class KernelWaits {
  private KernelWaits() {}

  public static void park(Object blocker) {
    Task task = Turns.current();
    if (task == null) {
      LockSupport.park(blocker);
    } else {
      Parking.await(task, blocker, Task.NEVER);
    }
  }

  public static void parkNanos(Object blocker, long nanos) {
    Task task = Turns.current();
    if (task == null) {
      LockSupport.parkNanos(blocker, nanos);
    } else if (nanos > 0) {
      long deadline = VirtualClock.after(nanos);
      Timers.parks(blocker, deadline);
      Parking.await(task, blocker, deadline);
    }
  }

  public static void unpark(@Nullable Thread thread) {
    Task task = Turns.current();
    Task other = thread == null || task == null ? null : Tasks.BY_THREAD.get(thread);
    if (task == null || other == null) {
      LockSupport.unpark(thread);
    } else {
      Parking.permit(task, other);
    }
  }

  public static long nanoTime() {
    return Turns.current() == null ? System.nanoTime() : VirtualClock.now();
  }

  /// Instead of Weft's own random choices, which are those of fair selects.
  public static int below(int bound) {
    return Kernel.task() == null ? 0 : Choice.pick(bound);
  }
}
