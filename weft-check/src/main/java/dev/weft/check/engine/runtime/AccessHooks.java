package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Shadow;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// What instrumented application code calls at accesses to variables, before the instruction itself. As all hooks, each returns at once
/// if the caller is not a controlled thread.
///
/// Order inside a hook: count the event, let others run (a schedule point), then record what the operation does to
/// happens-before. The instruction follows with nothing in between.
public final class AccessHooks {
  private AccessHooks() {}

  public static void readField(@Nullable Object object, int siteId) {
    Task task = Turns.current();
    if (task == null || task.initialising != 0 || object == null) {
      return;
    }
    Site site = Sites.at(siteId);
    FieldInfo field = site.field;
    if (field == null) {
      field = resolve(site, object.getClass().getClassLoader());
    }
    if (!field.ignored) {
      access(task, site, field, object, false);
    }
  }

  public static void writeField(@Nullable Object object, int siteId) {
    Task task = Turns.current();
    if (task == null || task.initialising != 0 || object == null) {
      return;
    }
    Site site = Sites.at(siteId);
    FieldInfo field = site.field;
    if (field == null) {
      field = resolve(site, object.getClass().getClassLoader());
    }
    if (!field.ignored) {
      access(task, site, field, object, true);
    }
  }

  public static void accessStatic(Class<?> from, int siteId) {
    Task task = Turns.current();
    if (task == null || task.initialising != 0) {
      return;
    }
    Site site = Sites.at(siteId);
    FieldInfo field = site.field;
    if (field == null) {
      field = resolve(site, from.getClassLoader());
    }
    Object base = field.base;
    if (!field.ignored && base != null) {
      access(task, site, field, base, site.isWrite());
    }
  }

  private static FieldInfo resolve(Site site, @Nullable ClassLoader loader) {
    FieldInfo field = FieldInfo.resolve(site, loader);
    site.field = field;
    return field;
  }

  private static void access(Task task, Site site, FieldInfo field, Object base, boolean write) {
    Points.event(task, site);
    if (field.isVolatile || field.racy || Points.everyEvent) {
      Points.point(task, site.id, base, field.offset, write);
    }
    Shadow shadow = Memory.shadow(base, field.offset);
    Order.access(task, shadow, write);
    if (field.isVolatile) {
      if (write) {
        Memory.release(task, shadow);
      } else {
        Memory.acquire(task, shadow);
      }
    } else if (!field.raceAllowed) {
      Memory.plain(task, shadow, base, write, site.id);
    }
    Trace trace = Points.trace;
    if (trace != null) {
      trace.event(task, site, base, field.offset);
    }
  }

  public static void readElement(@Nullable Object array, int index, int siteId) {
    element(array, index, siteId, false);
  }

  public static void writeElement(@Nullable Object array, int index, int siteId) {
    element(array, index, siteId, true);
  }

  private static void element(@Nullable Object array, int index, int siteId, boolean write) {
    Task task = Turns.current();
    if (task == null || task.initialising != 0 || array == null) {
      return;
    }
    plain(task, Sites.at(siteId), array, index, write);
  }

  static void plain(Task task, Site site, Object base, long offset, boolean write) {
    Points.event(task, site);
    if (site.racy || Points.everyEvent) {
      Points.point(task, site.id, base, offset, write);
    }
    Shadow shadow = Memory.shadow(base, offset);
    Order.access(task, shadow, write);
    Memory.plain(task, shadow, base, write, site.id);
    Trace trace = Points.trace;
    if (trace != null) {
      trace.event(task, site, base, offset);
    }
  }

  /// Before an access by reflection. Which variable it is only shows here, so it is always a schedule point.
  static void reflected(Task task, Site site, FieldInfo field, Object base) {
    Points.event(task, site);
    Points.point(task, site.id, base, field.offset, site.changes);
    Shadow shadow = Memory.shadow(base, field.offset);
    Order.access(task, shadow, site.changes);
    if (field.isVolatile) {
      Memory.synchronise(task, base, field.offset, !site.changes, site.changes);
    } else if (!field.raceAllowed) {
      Memory.plain(task, shadow, base, site.changes, site.id);
    }
    Trace trace = Points.trace;
    if (trace != null) {
      trace.event(task, site, base, field.offset);
    }
  }

  /// Before an access by a VarHandle; `coordinate` is the object or array, null for a static variable.
  public static void handle(VarHandle handle, @Nullable Object coordinate, long index, boolean plain,
      boolean acquire, boolean release, int siteId) {
    Task task = Turns.current();
    if (task == null || task.initialising != 0 || handle == null) {
      return;
    }
    Site site = Sites.at(siteId);
    Object base = coordinate == null ? handle : coordinate;
    long offset = Handles.offset(handle, base, index);
    boolean write = !site.member.startsWith("get") || site.member.startsWith("getAnd");
    if (site.weak) {
      WeakModes.met(site);
    }
    Points.event(task, site);
    Points.point(task, siteId, base, offset, write);
    Shadow shadow = Memory.shadow(base, offset);
    Order.access(task, shadow, write);
    if (plain) {
      Memory.plain(task, shadow, base, write, siteId);
    } else {
      Memory.synchronise(task, base, offset, acquire, release);
    }
    Trace trace = Points.trace;
    if (trace != null) {
      trace.event(task, site, base, offset);
    }
  }
}
