package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Clocks;
import dev.weft.check.engine.race.Shadow;
import org.jspecify.annotations.Nullable;

/// LockSupport and Unsafe.park: the one way in which all of java.util.concurrent waits, so its locks, queues, executors
/// and futures run unmodified.
final class Parking {
  private static final long PERMIT = -1;

  private Parking() {}

  static void park(Task task, @Nullable Object blocker, long deadline) {
    Control.touch(task, PERMIT, true);
    if (!task.permit && !task.interrupted) {
      Control.block(task, Task.State.PARKED, blocker, deadline);
      Control.touch(task, PERMIT, true);
    }
    task.permit = false;
    task.clock = Clocks.join(task.clock, permits(task).sync);
  }

  static void unpark(Task from, Task to) {
    Shadow permits = permits(to);
    permits.sync = Clocks.join(permits.sync, from.clock);
    from.clock = Clocks.tick(from.clock, from.id);
    Control.touch(to, PERMIT, true);
    to.permit = true;
    if (to.state == Task.State.PARKED) {
      Control.wake(to);
    }
  }

  /// What the task waits for: what it was parked with, or what the JDK noted in the thread.
  static @Nullable Object blockerOf(Task task) {
    Object blocker = task.blocker;
    return blocker != null || task.state != Task.State.PARKED ? blocker : Jdk.parkBlocker(task.thread);
  }

  private static Shadow permits(Task task) {
    return Control.shadow(task, PERMIT);
  }
}
