package dev.weft.check.engine.runtime;

import org.jspecify.annotations.Nullable;

/// What instrumented application code calls before its calls into the JDK that matter to the schedule.
public final class CallHooks {
  /// In the place of an offset: what a call on an object of java.util.concurrent acts on.
  private static final long CALLS = -4;

  private CallHooks() {}

  /// Before a call on an object of java.util.concurrent, or a static method there (`target` is null).
  public static void call(@Nullable Object target, int siteId) {
    Task task = Turns.current();
    if (task == null || task.initialising != 0) {
      return;
    }
    call(task, target, Sites.at(siteId));
  }

  private static void call(Task task, @Nullable Object target, Site site) {
    if (site.weak) {
      WeakModes.met(site);
    }
    Points.event(task, site);
    Points.point(task, site.id, target, 0, true);
    if (target != null) {
      if (Receivers.locksItself(target, site.member)) {
        Monitors.awaitFree(task, target);
      }
      if (!site.asksForLock) {
        Order.access(task, Memory.shadow(target, CALLS), site.changes);
      }
      LockSites.called(target, site);
      if (LostSignals.isSignal(target, site)) {
        LostSignals.signalled(target, site.id);
      }
    }
    task.parksItself = site.parks;
    OptimisticReads.called(task, site, target);
    Trace trace = Points.trace;
    if (trace != null) {
      trace.event(task, site, target);
    }
  }

  /// Before a call on a JDK object whose class decides what it means: a collection, a string builder, a format.
  public static void contents(@Nullable Object target, int siteId) {
    Task task = Turns.current();
    if (task == null || task.initialising != 0 || target == null) {
      return;
    }
    Site site = Sites.at(siteId);
    switch (Receivers.of(target, site.member)) {
      case NONE -> { }
      case SHARED -> call(task, target, site);
      case UNGUARDED -> contents(task, target, siteId);
      case ITERATOR -> {
        Object walked = Receivers.walked(target);
        if (walked != null) {
          contents(task, walked, siteId);
        }
      }
    }
  }

  private static void contents(Task task, Object target, int siteId) {
    Site site = Sites.at(siteId);
    AccessHooks.plain(task, site, target, 0, Receivers.changes(target, site));
  }

  /// Before a call of a method of Thread.
  public static void thread(@Nullable Object target, int siteId) {
    Task task = Turns.current();
    if (task != null && task.initialising == 0) {
      Site site = Sites.at(siteId);
      Points.event(task, site);
      Points.point(task, siteId, target, 0, true);
      Trace trace = Points.trace;
      if (trace != null) {
        trace.event(task, site, target);
      }
    }
  }

  /// Before a thread is built and started: no event, but reports say where that was.
  public static void starts(int siteId) {
    Task task = Turns.current();
    if (task != null) {
      task.site = siteId;
    }
  }

  /// Before `Thread.onSpinWait` and `Thread.yield`.
  public static void spin(int siteId) {
    Task task = Turns.current();
    if (task != null && task.initialising == 0) {
      Points.yieldPoint(task, Sites.at(siteId));
    }
  }
}
