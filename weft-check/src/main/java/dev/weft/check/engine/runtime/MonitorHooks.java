package dev.weft.check.engine.runtime;

/// What instrumented application code calls instead of entering, leaving and waiting for monitors.
public final class MonitorHooks {
  private MonitorHooks() {}

  /// Instead of `monitorenter`.
  public static void enter(Object object, int siteId) {
    Task task = Turns.current();
    if (object == null) {
      throw new NullPointerException("synchronized on null");
    }
    if (task != null) {
      Monitors.enter(task, object, siteId);
    }
  }

  /// Instead of `monitorexit`.
  public static void exit(Object object, int siteId) {
    Task task = Turns.current();
    if (task != null && !Ending.ended) {
      Monitors.exit(task, object, siteId);
    }
  }

  /// Instead of `Object.wait`.
  public static void await(Object object, long millis, int siteId) throws InterruptedException {
    Task task = Turns.current();
    if (task == null) {
      object.wait(millis);
    } else if (millis < 0) {
      throw new IllegalArgumentException("timeout value is negative");
    } else {
      WaitSets.await(task, object, millis > Long.MAX_VALUE / 1_000_000 ? 0 : millis * 1_000_000, siteId);
    }
  }

  /// Instead of `Object.wait` with nanoseconds.
  public static void await(Object object, long millis, int nanos, int siteId) throws InterruptedException {
    await(object, nanos > 0 && millis < Long.MAX_VALUE ? millis + 1 : millis, siteId);
  }

  /// Instead of `Object.notify`.
  public static void notify(Object object, int siteId) {
    notify(object, siteId, false);
  }

  /// Instead of `Object.notifyAll`.
  public static void notifyAll(Object object, int siteId) {
    notify(object, siteId, true);
  }

  private static void notify(Object object, int siteId, boolean all) {
    Task task = Turns.current();
    if (task != null) {
      WaitSets.notify(task, object, all, siteId);
    } else if (all) {
      object.notifyAll();
    } else {
      object.notify();
    }
  }

  /// Instead of `Thread.holdsLock`.
  public static boolean holdsLock(Object object) {
    Task task = Turns.current();
    return task == null ? Thread.holdsLock(object) : Monitors.holds(task, object);
  }
}
