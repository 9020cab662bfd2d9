package dev.weft.check.engine.runtime;

/// The last step of a platform thread is inside the monitor of its own [Thread] object: it is no longer alive, and notifies all who wait there. So
/// whoever holds that monitor and finds the thread alive will be notified. Virtual threads do nothing of the kind.
final class LastStep {
  private LastStep() {}

  /// Returns when the task may take it.
  static void await(Task task) {
    Monitor monitor = task.thread.isVirtual() ? null : Monitors.known(task.thread);
    if (monitor == null) {
      return;
    }
    Points.touch(task.thread, 0, true);
    while (monitor.owner != null && monitor.owner != task) {
      Turns.block(task, Task.State.MONITOR, task.thread, Task.NEVER);
      Points.touch(task.thread, 0, true);
    }
  }

  /// Joining a platform thread is waiting in its monitor, which is given back meanwhile if the joining task holds it. How often it had been
  /// entered, to be given to [#joined].
  static int joins(Task task, Task other) {
    return other.thread.isVirtual() || other.state == Task.State.DONE ? 0 : WaitSets.giveBack(task, other.thread);
  }

  static void joined(Task task, Task other, int holds) {
    if (holds > 0) {
      WaitSets.takeBack(task, other.thread, holds);
    }
  }

  static void taken(Task task) {
    if (!task.thread.isVirtual()) {
      WaitSets.threadEnded(task);
    }
  }
}
