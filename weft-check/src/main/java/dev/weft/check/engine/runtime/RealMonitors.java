package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Clocks;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Monitors that JDK code enters: before the real one, which must be free, the checker's of the same object is entered, and after it left.
///
/// Such an entry is no schedule point, and as long as one step does all that is done inside, nobody could tell that it was there: only when
/// a step ends inside, the entry becomes one that others depend on (`excludes`).
final class RealMonitors {
  /// Whose step ends, for [#EXCLUDES].
  private static @Nullable Task inside;
  private static final Consumer<Monitor> EXCLUDES = RealMonitors::excludes;

  private RealMonitors() {}

  /// Lets go of the last task.
  static void forget() {
    inside = null;
  }

  /// Before JDK code enters the real monitor.
  static void enter(Task task, Object object) {
    Monitor monitor = Monitors.of(object);
    if (monitor.owner == task) {
      monitor.holds++;
      return;
    }
    Points.touch(object, 0, false);
    if (monitor.owner != null) {
      Monitors.awaitFree(task, monitor, object);
      Points.touch(object, 0, false);
    }
    monitor.owner = task;
    monitor.excludes = false;
    monitor.holds = 1;
    monitor.site = task.site;
    monitor.entered = task.events;
    task.clock = Clocks.join(task.clock, monitor.clock);
  }

  /// Before JDK code leaves the real monitor.
  ///
  /// @param orders who enters next comes after this one, even if the program did nothing inside
  static void exit(Task task, Object object, boolean orders) {
    Monitor monitor = Monitors.of(object);
    if (--monitor.holds > 0 || Ending.ended) {
      return;
    }
    if (orders || task.events != monitor.entered) {
      Monitors.release(task, monitor);
    } else {
      monitor.owner = null;
      if (monitor.excludes) {
        Points.touch(object, 0, true);
      }
      Monitors.wakeEntering(monitor);
    }
  }

  /// A step of the task ends: whatever real monitors it has entered, others will find taken.
  static void stepEnds(Task task) {
    if (task.real > 0 && Points.footprint != null) {
      inside = task;
      Monitors.each(EXCLUDES);
    }
  }

  private static void excludes(Monitor monitor) {
    Object object = monitor.object;
    if (monitor.owner == inside && !monitor.excludes && object != null) {
      monitor.excludes = true;
      Points.touch(object, 0, true);
    }
  }
}
