package dev.weft.check.engine.runtime;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import jdk.internal.misc.Unsafe;

/// Identity hash codes that are the same whenever a schedule is run: an object gets its hash when a task makes it or first
/// touches it, and the hash follows from the task and its event, not from the JVM's generator.
///
/// It is put where the JVM itself puts it, into the object's header, in the same way (a compare-and-set on an unlocked header without a
/// hash), so that `HashMap` and all other JDK code sees it. Where in the header is found out by looking at objects that have one.
public final class Hashes {
  private static final Unsafe UNSAFE = Unsafe.getUnsafe();
  private static final String IMMUTABLE = "java.util.ImmutableCollections";
  private static final long HASH = 0x7fff_ffffL;
  private static final long LOCK = 3;
  private static final long UNLOCKED = 1;
  private static final int SHIFT = shift();

  /// Objects made by class initialisers, by class: these run at different events when a class is new and when it is set anew.
  private static final Map<String, Integer> INITIAL = new HashMap<>();
  private static int lastTask;
  private static int lastEvent;
  private static int sinceThen;

  private Hashes() {}

  /// The place of the hash in the header, by examples; negative if this JVM keeps it elsewhere.
  private static int shift() {
    Object[] examples = {new Object(), new Object(), new Object()};
    for (int shift = 8; shift <= 64 - 31; shift++) {
      boolean all = true;
      for (Object example : examples) {
        int hash = System.identityHashCode(example);
        long header = UNSAFE.getLong(example, 0L);
        all &= (header >>> shift & HASH) == hash && (header & LOCK) == UNLOCKED;
      }
      if (all) {
        return shift;
      }
    }
    return -1;
  }

  /// What is not controlled, or an empty text.
  public static String problem() {
    return SHIFT < 0 ? "identity hash codes: this JVM does not keep them where they are expected" : "";
  }

  /// Makes the order in which immutable sets and maps are walked the same in every JVM; returns the classes that depend on it.
  public static Class<?>[] fixIterationOrder() {
    try {
      Class<?> collections = Class.forName(IMMUTABLE);
      Field salt = collections.getDeclaredField("SALT32L");
      Field reverse = collections.getDeclaredField("REVERSE");
      UNSAFE.putLong(UNSAFE.staticFieldBase(salt), UNSAFE.staticFieldOffset(salt), 0x243F_6A88L);
      UNSAFE.putBoolean(UNSAFE.staticFieldBase(reverse), UNSAFE.staticFieldOffset(reverse), true);
      return new Class<?>[] {collections, Class.forName(IMMUTABLE + "$Set12"), Class.forName(IMMUTABLE + "$SetN"),
          Class.forName(IMMUTABLE + "$SetN$SetNIterator"), Class.forName(IMMUTABLE + "$MapN"),
          Class.forName(IMMUTABLE + "$MapN$MapNIterator")};
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK's immutable collections are not those of JDK 25", e);
    }
  }

  static void reset() {
    INITIAL.clear();
    lastTask = -1;
  }

  /// Gives the object its hash if it has none and a task is running.
  static void stamp(Object object) {
    Task task = Turns.current;
    if (task == null || SHIFT < 0) {
      return;
    }
    long header = UNSAFE.getLong(object, 0L);
    while ((header >>> SHIFT & HASH) == 0 && (header & LOCK) == UNLOCKED && !(object instanceof Task)) {
      if (UNSAFE.compareAndSetLong(object, 0L, header, header | hash(task, object) << SHIFT)) {
        return;
      }
      header = UNSAFE.getLong(object, 0L);
    }
  }

  private static long hash(Task task, Object object) {
    long seed;
    if (object instanceof Class<?> type) {
      seed = type.getName().hashCode();
    } else if (task.initialising != 0) {
      String name = object.getClass().getName();
      // No lambda: linking one looks into maps of the JDK, which ask for hashes.
      Integer number = INITIAL.get(name);
      INITIAL.put(name, number == null ? 1 : number + 1);
      seed = name.hashCode() * 31L + (number == null ? 0 : number);
    } else {
      if (lastTask != task.id || lastEvent != task.events) {
        lastTask = task.id;
        lastEvent = task.events;
        sinceThen = 0;
      }
      seed = (task.id * 31L + task.events) * 0x9E3779B97F4A7C15L + ++sinceThen;
    }
    long z = (seed ^ seed >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return Math.max(1, z >>> 33 & HASH);
  }
}
