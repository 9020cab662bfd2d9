package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Clocks;
import dev.weft.check.engine.race.RaceDetector;
import dev.weft.check.engine.race.Shadow;
import dev.weft.check.engine.race.ShadowTable;

/// What accesses to the program's variables do to happens-before, and the races among them.
final class Memory {
  private static final ShadowTable SHADOWS = new ShadowTable();
  static final RaceLog RACES = new RaceLog();
  private static final RaceDetector DETECTOR = new RaceDetector(RACES);

  private Memory() {}

  static void reset() {
    SHADOWS.clear();
    RACES.beginSchedule();
  }

  /// Lets go of all objects.
  static void forget() {
    SHADOWS.forget();
  }

  /// What is known of a variable.
  static Shadow shadow(Object base, long offset) {
    Hashes.stamp(base);
    return SHADOWS.of(base, offset);
  }

  /// An access that orders nothing.
  static void plain(Task task, Shadow shadow, Object base, boolean write, int siteId) {
    if (write) {
      DETECTOR.write(shadow, base, task.id, task.clock, task.events, siteId);
    } else {
      DETECTOR.read(shadow, base, task.id, task.clock, task.events, siteId);
    }
  }

  static void acquire(Task task, Shadow shadow) {
    task.clock = Clocks.join(task.clock, shadow.sync);
  }

  static void release(Task task, Shadow shadow) {
    shadow.sync = Clocks.join(shadow.sync, task.clock);
    task.clock = Clocks.tick(task.clock, task.id);
  }

  /// An access inside the JDK that orders something: no schedule point, but the strategy wants to know of it.
  static void synchronise(Task task, Object base, long offset, boolean acquire, boolean release) {
    if (task.quiet) {
      return;
    }
    Points.touch(base, offset, release);
    Shadow shadow = shadow(base, offset);
    if (acquire) {
      acquire(task, shadow);
    }
    if (release) {
      release(task, shadow);
    }
  }
}
