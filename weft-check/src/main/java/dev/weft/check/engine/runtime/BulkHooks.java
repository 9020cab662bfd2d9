package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Shadow;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/// What instrumented application code calls before the JDK accesses the program's variables for it: many elements of an array at once,
/// or a variable by reflection. Each call is one event.
public final class BulkHooks {
  /// Of a longer array only the first elements are looked at: who meets another thread there mostly meets it at its beginning.
  /// What is known of each element costs far more memory than the element.
  private static final int MOST = 128;

  private BulkHooks() {}

  /// Before all elements of an array are read or written.
  public static void all(@Nullable Object array, int siteId) {
    if (array != null) {
      range(array, 0, Array.getLength(array), siteId);
    }
  }

  /// Before the elements from one index to another (exclusive) are; those that do not exist are not.
  public static void range(@Nullable Object array, int from, int to, int siteId) {
    Task task = Turns.current();
    if (task == null || task.initialising != 0 || array == null || !array.getClass().isArray()) {
      return;
    }
    int end = Math.min(to, Array.getLength(array));
    if (from >= 0 && from < end) {
      elements(task, Sites.at(siteId), array, from, Math.min(end - from, MOST));
    }
  }

  private static void elements(Task task, Site site, Object array, int from, int count) {
    Points.event(task, site);
    boolean point = isPoint(site);
    if (point) {
      Points.point(task, site.id, array, from, site.isWrite());
    }
    record(task, site, array, from, count, point);
  }

  private static boolean isPoint(Site site) {
    return site.racy || Points.everyEvent;
  }

  private static void record(Task task, Site site, Object array, int from, int count, boolean point) {
    boolean write = site.isWrite();
    for (int i = from; i < from + count; i++) {
      if (point) {
        Points.touch(array, i, write);
      }
      Shadow shadow = Memory.shadow(array, i);
      Order.access(task, shadow, write);
      Memory.plain(task, shadow, array, write, site.id);
    }
    Trace trace = Points.trace;
    if (trace != null) {
      trace.event(task, site, array, from);
    }
  }

  /// Before `System.arraycopy`: nobody comes between the reads and the writes.
  public static void copy(@Nullable Object from, int at, @Nullable Object to, int where, int count, int readId, int writeId) {
    Task task = Turns.current();
    if (task == null || task.initialising != 0 || from == null || to == null || !copies(from, at, to, where, count)) {
      return;
    }
    Site read = Sites.at(readId);
    Site write = Sites.at(writeId);
    Points.event(task, write);
    boolean reads = isPoint(read);
    boolean writes = isPoint(write);
    if (writes) {
      Points.point(task, writeId, to, where, true);
    } else if (reads) {
      Points.point(task, readId, from, at, false);
    }
    int looked = Math.min(count, MOST);
    record(task, read, from, at, looked, reads);
    record(task, write, to, where, looked, writes);
  }

  /// False if the call will throw instead, or has nothing to copy.
  private static boolean copies(Object from, int at, Object to, int where, int count) {
    Class<?> read = from.getClass().getComponentType();
    Class<?> written = to.getClass().getComponentType();
    return read != null && written != null && (read == written || !read.isPrimitive() && !written.isPrimitive())
        && count > 0 && at >= 0 && where >= 0 && count <= Array.getLength(from) - at && count <= Array.getLength(to) - where;
  }

  /// Before an access by a [Field]; the object is null if it is static.
  public static void field(@Nullable Field field, @Nullable Object object, int siteId) {
    Task task = Turns.current();
    if (task == null || task.initialising != 0 || field == null) {
      return;
    }
    FieldInfo info = FieldInfo.of(field);
    Object base = info.base == null ? object : info.base;
    if (!info.ignored && base != null) {
      AccessHooks.reflected(task, Sites.at(siteId), info, base);
    }
  }
}
