package dev.weft.check.engine.runtime;

import dev.weft.check.engine.strategy.Footprint;
import org.jspecify.annotations.Nullable;

/// Events and schedule points: what hooks tell of the running task.
///
/// An event is anything of the program that is counted, and what schedules are recorded in. A point is an event before which another
/// task may run; which events are points depends on what is known to race, so a recording does not count points. What a step touches
/// between two points goes to the [Footprint] of a strategy that wants to know.
final class Points {
  /// Replaying: every event is a point, whatever is known to be racy.
  static boolean everyEvent;
  static @Nullable Trace trace;
  static @Nullable Footprint footprint;
  /// Somebody wants to know the values that are read and written.
  static boolean wantsValues;
  static long hash;
  static long events;

  private Points() {}

  static void reset(Control.Setup setup) {
    footprint = setup.strategy().footprint();
    everyEvent = setup.everyEvent();
    trace = setup.trace();
    wantsValues = trace != null;
    hash = setup.programSeed();
    events = 0;
  }

  /// From here on every event is a point, and no strategy wants to know what is touched.
  static void all() {
    everyEvent = true;
    wantsValues = true;
    footprint = null;
  }

  /// Counts an event of the running task; all that a schedule is measured in.
  static void event(Task task, Site site) {
    task.events++;
    task.site = site.id;
    hash = (hash ^ site.hash + task.id * 0x9E3779B97F4A7C15L) * 0x100000001B3L;
    if (++events > Pace.lookAt) {
      late(task);
    }
    if ((events & 4095) == 0) {
      Control.getsOn();
    }
  }

  private static void late(Task task) {
    if (Ending.over) {
      Turns.leave(task);
    }
    boolean endless = Pace.isEndless(events);
    if (task.initialising != 0) {
      return;
    }
    if (Pace.outlivesProgram(events)) {
      Ending.exitFrom(task);
    }
    if (endless) {
      Ending.fail(Pace.livelock(events));
      Ending.endFrom(task);
    }
  }

  /// A time-out that fires is an event, though nobody's.
  static void timeOut() {
    if (++events > Pace.lookAt) {
      boolean endless = Pace.isEndless(events);
      if (Pace.outlivesProgram(events)) {
        Ending.exit();
      } else if (endless) {
        Ending.fail(Pace.livelock(events));
      }
    }
  }

  /// A schedule point: another task may run before the pending operation of this one.
  static void point(Task task, int site, @Nullable Object target, long offset, boolean write) {
    task.pendingSite = site;
    task.pendingTarget = target;
    task.pendingOffset = offset;
    task.pendingWrite = write;
    task.pendingEntry = Sites.at(site).kind == Site.Kind.ENTER;
    if (write) {
      task.idleReads = 0;
    } else if (++task.idleReads > 40) {
      task.yielding = true;
    }
    Pace.did(task, site, target, offset);
    Choice.decide(task);
    if (footprint != null && target != null) {
      switch (Sites.at(site).kind) {
        case CALL, THREAD -> { }
        case READ, WRITE, READ_ELEMENT, WRITE_ELEMENT, ENTER, EXIT, WAIT, NOTIFY, NOTIFY_ALL, READ_CONTENTS, WRITE_CONTENTS,
            HANDLE -> touch(target, offset, write);
      }
    }
  }

  /// The task says that it only waits for others: somebody else should run.
  static void yieldPoint(Task task, Site site) {
    event(task, site);
    task.yielding = true;
    point(task, site.id, null, 0, false);
  }

  /// Tells the strategy, if it wants to know, that the running task touches a variable.
  static void touch(Object base, long offset, boolean write) {
    Footprint wanted = footprint;
    if (wanted != null) {
      Hashes.stamp(base);
      wanted.touch(base, offset, write);
    }
  }

  /// Tells the strategy that the running task has looked at something that is no variable.
  static void uncertain() {
    Footprint wanted = footprint;
    if (wanted != null) {
      wanted.uncertain();
    }
  }

  /// The running task's access has this value.
  static void value(@Nullable Object value) {
    Trace t = trace;
    if (t != null) {
      t.value(value);
    }
    Pace.value(value);
  }
}
