package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Clocks;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// `synchronized`, wait and notify of application code, on monitors of the checker's own.
///
/// Invariant: a contended real monitor would block the carrier, so no task ever waits for one. Where JDK code enters real
/// monitors, the same monitor is entered here first.
final class Monitors {
  private static final MonitorTable TABLE = new MonitorTable();
  /// Whose step ends, for [#EXCLUDES].
  private static @Nullable Task inside;
  private static final Consumer<Monitor> EXCLUDES = Monitors::excludes;

  private Monitors() {}

  static void reset() {
    TABLE.clear();
  }

  /// Lets go of all objects.
  static void forget() {
    TABLE.each(monitor -> monitor.object = null);
    inside = null;
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
    awaitFree(task, monitor, object);
    monitor.owner = task;
    monitor.excludes = true;
    monitor.holds = 1;
    monitor.site = siteId != 0 ? siteId : task.site;
    if (siteId != 0) {
      Order.monitor(task, monitor);
    }
    task.clock = Clocks.join(task.clock, monitor.clock);
    Trace trace = Points.trace;
    if (trace != null && siteId != 0) {
      trace.event(task, Sites.at(siteId), object);
    }
  }

  /// Returns when no other task has the monitor.
  static void awaitFree(Task task, Object object) {
    awaitFree(task, of(object), object);
  }

  private static void awaitFree(Task task, Monitor monitor, Object object) {
    while (monitor.owner != null && monitor.owner != task) {
      Turns.block(task, Task.State.MONITOR, object, Task.NEVER);
    }
  }

  /// Before JDK code enters the real monitor. No schedule point, and no step that others depend on unless it ends inside ([#stepEnds]).
  static void enterReal(Task task, Object object) {
    Monitor monitor = of(object);
    if (monitor.owner == task) {
      monitor.holds++;
      return;
    }
    Points.touch(object, 0, false);
    if (monitor.owner != null) {
      awaitFree(task, monitor, object);
      Points.touch(object, 0, false);
    }
    monitor.owner = task;
    monitor.excludes = false;
    monitor.holds = 1;
    monitor.site = task.site;
    monitor.entered = task.events;
    task.clock = Clocks.join(task.clock, monitor.clock);
  }

  /// A step of the task ends: whatever real monitors it has entered, others will find taken.
  static void stepEnds(Task task) {
    if (task.real > 0 && Points.footprint != null) {
      inside = task;
      TABLE.each(EXCLUDES);
    }
  }

  private static void excludes(Monitor monitor) {
    Object object = monitor.object;
    if (monitor.owner == inside && !monitor.excludes && object != null) {
      monitor.excludes = true;
      Points.touch(object, 0, true);
    }
  }

  /// Before JDK code leaves the real monitor.
  ///
  /// @param orders who enters next comes after this one, even if the program did nothing inside
  static void exitReal(Task task, Object object, boolean orders) {
    Monitor monitor = of(object);
    if (--monitor.holds > 0 || Ending.ended) {
      return;
    }
    if (orders || task.events != monitor.entered) {
      release(task, monitor);
    } else {
      monitor.owner = null;
      if (monitor.excludes) {
        Points.touch(object, 0, true);
      }
      wakeEntering(monitor);
    }
  }

  static void exit(Task task, Object object, int siteId) {
    Monitor monitor = of(object);
    if (monitor.owner != task) {
      throw new IllegalMonitorStateException("current thread is not owner");
    }
    if (--monitor.holds == 0) {
      Trace trace = Points.trace;
      if (trace != null && siteId != 0) {
        trace.event(task, Sites.at(siteId), object);
      }
      release(task, monitor);
    }
  }

  private static void release(Task task, Monitor monitor) {
    monitor.owner = null;
    monitor.clock = Clocks.join(monitor.clock, task.clock);
    task.clock = Clocks.tick(task.clock, task.id);
    Object object = monitor.object;
    if (object != null) {
      Points.touch(object, 0, true);
    }
    wakeEntering(monitor);
  }

  private static void wakeEntering(Monitor monitor) {
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

  /// Leaves a monitor for the time of a wait. How often it had been entered, 0 if not by the task.
  static int giveBack(Task task, Object object) {
    Monitor monitor = TABLE.known(object);
    if (monitor == null || monitor.owner != task) {
      return 0;
    }
    int holds = monitor.holds;
    monitor.holds = 0;
    release(task, monitor);
    return holds;
  }

  static void takeBack(Task task, Object object, int holds) {
    Monitor monitor = of(object);
    Points.touch(object, 0, true);
    awaitFree(task, monitor, object);
    monitor.owner = task;
    monitor.excludes = true;
    monitor.holds = holds;
    monitor.site = task.site;
    Order.monitor(task, monitor);
    task.clock = Clocks.join(task.clock, monitor.clock);
  }

  static void await(Task task, Object object, long nanos, int siteId) throws InterruptedException {
    Monitor monitor = owned(task, object);
    Site site = Sites.at(siteId);
    Points.event(task, site);
    Points.point(task, siteId, object, 0, true);
    Trace trace = Points.trace;
    if (trace != null) {
      trace.event(task, site, object);
    }
    if (task.interrupted) {
      Threads.clearInterrupt(task);
      throw new InterruptedException();
    }
    int holds = monitor.holds;
    int entered = monitor.site;
    monitor.holds = 0;
    release(task, monitor);
    task.notified = false;
    task.pendingEntry = true;
    if (nanos == 0 && siteId != 0) {
      Startled.mayBe(task);
    }
    Turns.block(task, Task.State.WAITING, object, nanos == 0 ? Task.NEVER : VirtualClock.after(nanos));
    Points.touch(object, 0, true);
    boolean interrupted = !task.notified && task.interrupted;
    awaitFree(task, monitor, object);
    monitor.owner = task;
    monitor.excludes = true;
    monitor.holds = holds;
    monitor.site = entered;
    Order.monitor(task, monitor);
    task.clock = Clocks.join(task.clock, monitor.clock);
    if (interrupted) {
      Threads.clearInterrupt(task);
      throw new InterruptedException();
    }
  }

  static void notify(Task task, Object object, boolean all, int siteId) {
    Monitor monitor = owned(task, object);
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
      return;
    }
    if (all) {
      for (int i = 0; i < waiting; i++) {
        wakeNth(object, 0);
      }
    } else {
      wakeNth(object, Choice.pick(waiting));
    }
  }

  /// A thread object is notified when its thread ends.
  static void threadEnded(Task task) {
    for (int waiting = waiting(task.thread); waiting > 0; waiting--) {
      wakeNth(task.thread, 0);
    }
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

  private static Monitor owned(Task task, Object object) {
    Monitor monitor = of(object);
    if (monitor.owner != task) {
      throw new IllegalMonitorStateException("current thread is not owner");
    }
    return monitor;
  }
}
