package dev.weft.check.engine.runtime;

/// Wait and notify: who waits for a notification, and how a monitor is left for that time.
///
/// Invariant: a task waits for an object exactly while its state is `WAITING` and its blocker that object; there is no other set. A
/// task that was woken takes the monitor back before it goes on, however the wait has ended.
final class WaitSets {
  private WaitSets() {}

  /// Leaves a monitor for the time of a wait. How often it had been entered, 0 if not by the task.
  static int giveBack(Task task, Object object) {
    Monitor monitor = Monitors.known(object);
    if (monitor == null || monitor.owner != task) {
      return 0;
    }
    int holds = monitor.holds;
    monitor.holds = 0;
    Monitors.release(task, monitor);
    return holds;
  }

  static void takeBack(Task task, Object object, int holds) {
    Points.touch(object, 0, true);
    retake(task, Monitors.of(object), object, holds, task.site);
  }

  private static void retake(Task task, Monitor monitor, Object object, int holds, int site) {
    Monitors.take(task, monitor, object, holds, site);
    Order.monitor(task, monitor);
  }

  /// @param nanos 0: for ever
  static void await(Task task, Object object, long nanos, int siteId) throws InterruptedException {
    Monitor monitor = Monitors.owned(task, object);
    Site site = Sites.at(siteId);
    Points.event(task, site);
    Points.point(task, siteId, object, 0, true);
    Trace trace = Points.trace;
    if (trace != null) {
      trace.event(task, site, object);
    }
    throwIf(task.interrupted, task);
    int holds = monitor.holds;
    int entered = monitor.site;
    monitor.holds = 0;
    Monitors.release(task, monitor);
    task.notified = false;
    task.pendingEntry = true;
    if (nanos == 0 && siteId != 0) {
      Startled.mayBe(task);
    }
    Turns.block(task, Task.State.WAITING, object, nanos == 0 ? Task.NEVER : VirtualClock.after(nanos));
    Points.touch(object, 0, true);
    boolean interrupted = !task.notified && task.interrupted;
    retake(task, monitor, object, holds, entered);
    throwIf(interrupted, task);
  }

  private static void throwIf(boolean interrupted, Task task) throws InterruptedException {
    if (interrupted) {
      Threads.clearInterrupt(task);
      throw new InterruptedException();
    }
  }

  static void notify(Task task, Object object, boolean all, int siteId) {
    Monitor monitor = Monitors.owned(task, object);
    Site site = Sites.at(siteId);
    Points.event(task, site);
    Pace.did(task, siteId, object, 0);
    Trace trace = Points.trace;
    if (trace != null) {
      trace.event(task, site, object);
    }
    Points.touch(object, 0, true);
    int waiting = waiting(object);
    if (waiting == 0) {
      monitor.lostNotify = siteId;
    } else if (all) {
      wakeAll(object, waiting);
    } else {
      wakeNth(object, Choice.pick(waiting));
    }
  }

  /// A thread object is notified when its thread ends.
  static void threadEnded(Task task) {
    wakeAll(task.thread, waiting(task.thread));
  }

  private static int waiting(Object object) {
    int count = 0;
    for (int i = 0; i < Tasks.count; i++) {
      Task other = Tasks.all[i];
      if (other.state == Task.State.WAITING && other.blocker == object) {
        count++;
      }
    }
    return count;
  }

  private static void wakeAll(Object object, int waiting) {
    for (int i = 0; i < waiting; i++) {
      wakeNth(object, 0);
    }
  }

  private static void wakeNth(Object object, int n) {
    int left = n;
    for (int i = 0; i < Tasks.count; i++) {
      Task other = Tasks.all[i];
      if (other.state == Task.State.WAITING && other.blocker == object && left-- == 0) {
        other.notified = true;
        Tasks.wake(other);
        return;
      }
    }
  }
}
