package dev.weft.check.engine.runtime;

import org.jspecify.annotations.Nullable;

/// What Weft's own library calls when it is used by the explored program: each of its operations is one step.
///
/// The step is where an operation takes the lock of what it works on: there others may run first ([KernelLocks]). From there to its end,
/// or to where it parks, nobody else does: the library has no other points. What it conflicts with is said by [Resources]; what it orders
/// is said by what is handed over ([KernelHandovers]), which may be less than the lock orders: two sends into a buffer do not see each
/// other.
public final class Kernel {
  private Kernel() {}

  /// The running task, unless it initialises a class.
  static @Nullable Task task() {
    Task task = Turns.current();
    return task == null || task.initialising != 0 ? null : task;
  }

  // ---- where the program calls Weft

  /// Before a call into Weft: where the operations are that follow.
  public static void operation(@Nullable Object target, int siteId) {
    Task task = task();
    if (task == null) {
      return;
    }
    Site site = Sites.at(siteId);
    Points.event(task, site);
    task.operation = siteId;
    task.fresh = true;
    task.takes = false;
    task.arrived = false; // a callback out of another operation is not part of that
    Trace trace = Points.trace;
    if (trace != null) {
      trace.event(task, site, target);
    }
  }

  /// An operation of several locks begins: one point for all of them.
  public static void begins() {
    Task task = task();
    if (task != null && task.section++ == 0) {
      task.arrived = false;
    }
  }

  public static void ends() {
    Task task = task();
    if (task != null) {
      task.section--;
    }
  }

  /// Where an operation happens: others may run before it.
  public static void arrives(Object target) {
    Task task = task();
    if (task != null) {
      arrive(task, target);
    }
  }

  static void arrive(Task task, Object target) {
    if (task.section > 0) {
      if (task.arrived) {
        return;
      }
      task.arrived = true;
    }
    task.fresh = false;
    Site site = Sites.at(task.operation);
    Points.event(task, site);
    Points.point(task, site.id, target, 0, true);
  }

  /// The running operation depends on this: those who explore everything and those who tell schedules apart want to know.
  static void touch(Task task, Object object, long offset, boolean write) {
    Points.touch(object, offset, write);
    Order.step(task, object, offset, write);
  }

  // ---- initialisers

  /// Weft's initialisers depend on nothing of the program's: it does not matter who runs them.
  public static void initialiserBegins() {
    Task task = Turns.current();
    if (task != null) {
      task.initialising++;
    }
  }

  public static void initialiserEnds() {
    Task task = Turns.current();
    if (task != null) {
      task.initialising--;
    }
  }
}
