package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Clocks;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// `synchronized` of application code, on monitors of the checker's own: who has them, and what that orders.
///
/// Invariant: a contended real monitor would block the carrier, so no task ever waits for one. Where JDK code enters real
/// monitors, the same monitor is entered here first ([RealMonitors]). Wait and notify are in [WaitSets].
final class Monitors {
  private static final MonitorTable TABLE = new MonitorTable();

  private Monitors() {}

  static void reset() {
    TABLE.clear();
  }

  /// Lets go of all objects.
  static void forget() {
    TABLE.each(monitor -> monitor.object = null);
    reset();
  }

  static Monitor of(Object object) {
    Hashes.stamp(object);
    return TABLE.of(object);
  }

  /// Null if nobody has asked for it yet in this schedule.
  static @Nullable Monitor known(Object object) {
    return TABLE.known(object);
  }

  static void each(Consumer<Monitor> action) {
    TABLE.each(action);
  }

  static void enter(Task task, Object object, int siteId) {
    Monitor monitor = of(object);
    if (monitor.owner == task) {
      monitor.holds++;
      return;
    }
    if (task.initialising == 0 && siteId != 0) {
      Site site = Sites.at(siteId);
      Points.event(task, site);
      Points.point(task, siteId, object, 0, true);
    }
    take(task, monitor, object, 1, siteId != 0 ? siteId : task.site);
    if (siteId != 0) {
      Order.monitor(task, monitor);
    }
    Trace trace = Points.trace;
    if (trace != null && siteId != 0) {
      trace.event(task, Sites.at(siteId), object);
    }
  }

  /// Waits until no other task has the monitor; then it is the task's, and what was done under it comes before.
  ///
  /// @param site where it is said to have been entered
  static void take(Task task, Monitor monitor, Object object, int holds, int site) {
    awaitFree(task, monitor, object);
    monitor.owner = task;
    monitor.excludes = true;
    monitor.holds = holds;
    monitor.site = site;
    task.clock = Clocks.join(task.clock, monitor.clock);
  }

  /// Returns when no other task has the monitor.
  static void awaitFree(Task task, Object object) {
    awaitFree(task, of(object), object);
  }

  static void awaitFree(Task task, Monitor monitor, Object object) {
    while (monitor.owner != null && monitor.owner != task) {
      Turns.block(task, Task.State.MONITOR, object, Task.NEVER);
    }
  }

  static void exit(Task task, Object object, int siteId) {
    Monitor monitor = owned(task, object);
    if (--monitor.holds == 0) {
      Trace trace = Points.trace;
      if (trace != null && siteId != 0) {
        trace.event(task, Sites.at(siteId), object);
      }
      release(task, monitor);
    }
  }

  /// Gives it up with all that was done under it, and wakes whoever wants it.
  static void release(Task task, Monitor monitor) {
    monitor.owner = null;
    monitor.clock = Clocks.join(monitor.clock, task.clock);
    task.clock = Clocks.tick(task.clock, task.id);
    Object object = monitor.object;
    if (object != null) {
      Points.touch(object, 0, true);
    }
    wakeEntering(monitor);
  }

  static void wakeEntering(Monitor monitor) {
    for (int i = 0; i < Tasks.count; i++) {
      Task other = Tasks.all[i];
      if (other.state == Task.State.MONITOR && other.blocker == monitor.object) {
        Tasks.wake(other);
      }
    }
  }

  static boolean isHeldByOther(Task task, Object object) {
    Task owner = of(object).owner;
    return owner != null && owner != task;
  }

  static boolean holds(Task task, Object object) {
    return of(object).owner == task;
  }

  /// @throws IllegalMonitorStateException if the task has not entered it
  static Monitor owned(Task task, Object object) {
    Monitor monitor = of(object);
    if (monitor.owner != task) {
      throw new IllegalMonitorStateException("current thread is not owner");
    }
    return monitor;
  }
}
