package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Shadow;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// What instrumented classes of the JDK call inside: for the happens-before edges that they make, and where they take real monitors. None
/// of it is a schedule point.
public final class JdkHooks {
  private JdkHooks() {}

  /// Before a future is completed by an exception.
  public static void failed(Throwable error) {
    Task task = Turns.current();
    if (task != null) {
      Swallowed.met(task, error);
    }
  }

  // ---- happens-before inside java.util.concurrent

  public static void readVolatile(@Nullable Object object, int siteId) {
    access(object, siteId, true, false, false);
  }

  public static void writeVolatile(@Nullable Object object, int siteId) {
    access(object, siteId, false, true, false);
  }

  /// Before a plain read that an acquire fence makes one that orders.
  public static void readFenced(@Nullable Object object, int siteId) {
    access(object, siteId, true, false, true);
  }

  private static void access(@Nullable Object object, int siteId, boolean acquire, boolean release, boolean fenced) {
    Task task = Turns.current();
    if (task == null || object == null) {
      return;
    }
    Site site = Sites.at(siteId);
    FieldInfo field = site.field;
    if (field == null) {
      field = FieldInfo.resolve(site, null);
      site.field = field;
    }
    if ((field.isVolatile || fenced) && !field.ignored) {
      Memory.synchronise(task, object, field.offset, acquire, release);
    }
  }

  /// Before an access by Unsafe to a variable of an object.
  public static void unsafe(@Nullable Object object, long offset, boolean acquire, boolean release) {
    Task task = Turns.current();
    if (task != null && object != null) {
      Memory.synchronise(task, object, offset, acquire, release);
    }
  }

  /// Before an access by a VarHandle in JDK code; `coordinate` is the object or array, null for a static variable.
  public static void handle(VarHandle handle, @Nullable Object coordinate, long index, boolean acquire, boolean release) {
    Task task = Turns.current();
    if (task != null) {
      Object base = coordinate == null ? handle : coordinate;
      Memory.synchronise(task, base, Handles.offset(handle, base, index), acquire, release);
    }
  }

  /// Before an access that orders nothing, to a variable that is accessed otherwise too: a plain or opaque one of an atomic's value.
  public static void weak(@Nullable Object object, long offset, boolean write) {
    Task task = Turns.current();
    if (task != null && object != null && !task.quiet) {
      Points.touch(object, offset, write);
    }
  }

  /// The same by a VarHandle; `coordinate` is the object or array, null for a static variable.
  public static void weak(VarHandle handle, @Nullable Object coordinate, long index, boolean write) {
    Object base = coordinate == null ? handle : coordinate;
    weak(base, Handles.offset(handle, base, index), write);
  }

  /// Before a synchronized wrapper calls the collection that it guards; no schedule point, the application's call was one.
  public static void guarded(@Nullable Object collection, boolean write) {
    Task task = Turns.current();
    if (task == null || task.initialising != 0 || collection == null
        || Receivers.of(collection) != Receivers.Role.UNGUARDED) {
      return;
    }
    Shadow shadow = Memory.shadow(collection, 0);
    Memory.plain(task, shadow, collection, write, task.site);
  }

  // ---- real monitors inside the JDK

  /// Before JDK code enters a real monitor: ours first, so that the real one is free. Who is called back inside may be preempted.
  public static void enterReal(@Nullable Object object) {
    Task task = Turns.current();
    if (task != null && object != null) {
      RealMonitors.enter(task, object);
      task.real++;
    }
  }

  public static void exitReal(@Nullable Object object) {
    exitReal(object, true);
  }

  /// Before a stream or its like leaves its monitor. What it printed orders nothing, unless the program was called back.
  public static void exitPrinter(@Nullable Object object) {
    exitReal(object, false);
  }

  private static void exitReal(@Nullable Object object, boolean orders) {
    Task task = Turns.current();
    if (task != null && object != null && task.real > 0 && Monitors.holds(task, object)) {
      task.real--;
      RealMonitors.exit(task, object, orders);
    }
  }

  /// In a synchronized method of the JDK, which has its real monitor already ([CallHooks] has waited until it was free): no preemption
  /// from here on, for not all who call such methods wait first.
  public static void enterMethod(@Nullable Object object) {
    Task task = Turns.current();
    if (task != null && object != null) {
      enterReal(object);
      task.atomic++;
    }
  }

  public static void exitMethod(@Nullable Object object) {
    Task task = Turns.current();
    if (task != null && object != null && task.atomic > 0 && Monitors.holds(task, object)) {
      task.atomic--;
      exitReal(object);
    }
  }
}
