package dev.weft.check.engine.runtime;

import jdk.internal.misc.Unsafe;
import org.jspecify.annotations.Nullable;

/// The doors of `LockSupport`, which answer as those of [ThreadHooks] do, and what callers of `Unsafe.park` call instead.
public final class ParkHooks {
  private ParkHooks() {}

  public static boolean park() {
    return park(null);
  }

  public static boolean park(@Nullable Object blocker) {
    Task task = Turns.current();
    if (task == null) {
      return false;
    }
    Parking.park(task, blocker, Task.NEVER);
    return true;
  }

  public static boolean parkNanos(long nanos) {
    return parkNanos(null, nanos);
  }

  public static boolean parkNanos(@Nullable Object blocker, long nanos) {
    Task task = Turns.current();
    if (task == null) {
      return false;
    }
    if (nanos > 0) {
      Parking.park(task, blocker, VirtualClock.after(nanos));
    }
    return true;
  }

  public static boolean parkUntil(long millis) {
    return parkUntil(null, millis);
  }

  public static boolean parkUntil(@Nullable Object blocker, long millis) {
    Task task = Turns.current();
    if (task == null) {
      return false;
    }
    Parking.park(task, blocker, VirtualClock.atMillis(millis));
    return true;
  }

  public static boolean unpark(@Nullable Thread thread) {
    Task task = Turns.current();
    Task other = task == null ? null : ThreadHooks.taskOf(thread);
    if (task == null || other == null) {
      return false;
    }
    Parking.unpark(task, other);
    return true;
  }

  /// Instead of `Unsafe.park`.
  public static void park(Unsafe unsafe, boolean absolute, long time) {
    Task task = Turns.current();
    if (task == null) {
      unsafe.park(absolute, time);
    } else {
      Parking.park(task, null, absolute ? VirtualClock.atMillis(time) : time == 0 ? Task.NEVER : VirtualClock.after(time));
    }
  }

  /// Instead of `Unsafe.unpark`.
  public static void unpark(Unsafe unsafe, @Nullable Object thread) {
    if (!(thread instanceof Thread t) || !unpark(t)) {
      unsafe.unpark(thread);
    }
  }
}
