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
    Points.touch(task, PERMIT, true);
    boolean byItself = task.parksItself;
    task.parksItself = false;
    if (byItself && deadline == Task.NEVER && !task.permit && !task.interrupted) {
      Startled.mayBe(task);
    }
    if (await(task, blocker, deadline)) {
      Points.touch(task, PERMIT, true);
    }
  }

  /// Parks without being seen to: for Weft's waiters, where what counts is who settles them. True if it had to wait.
  static boolean await(Task task, @Nullable Object blocker, long deadline) {
    boolean waits = !task.permit && !task.interrupted;
    if (waits) {
      Turns.block(task, Task.State.PARKED, blocker, deadline);
    }
    task.permit = false;
    task.clock = Clocks.join(task.clock, permits(task).sync);
    return waits;
  }

  static void unpark(Task from, Task to) {
    Points.touch(to, PERMIT, true);
    permit(from, to);
  }

  static void permit(Task from, Task to) {
    Shadow permits = permits(to);
    permits.sync = Clocks.join(permits.sync, from.clock);
    from.clock = Clocks.tick(from.clock, from.id);
    to.permit = true;
    if (to.state == Task.State.PARKED) {
      Tasks.wake(to);
    }
  }

  /// What the task waits for: what it was parked with, or what the JDK noted in the thread.
  static @Nullable Object blockerOf(Task task) {
    Object blocker = task.blocker;
    return blocker != null || task.state != Task.State.PARKED ? blocker : Jdk.parkBlocker(task.thread);
  }

  private static Shadow permits(Task task) {
    return Memory.shadow(task, PERMIT);
  }
}
