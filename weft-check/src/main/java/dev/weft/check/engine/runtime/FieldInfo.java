package dev.weft.check.engine.runtime;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A resolved field: its offset, which with the object is the identity of the variable (the same for plain access,
/// VarHandle, field updater and Unsafe), and how it is declared.
final class FieldInfo {
  private static final ConcurrentHashMap<Field, FieldInfo> KNOWN = new ConcurrentHashMap<>();
  /// The names of racy fields: a class that is loaded anew has the fields of the old one.
  private static final Set<String> RACY = new HashSet<>();
  /// A field that cannot take part in a race or in communication: final, or unknown.
  static final FieldInfo IGNORED = new FieldInfo("", 0, false, true, false, null);

  final long offset;
  final boolean isVolatile;
  final boolean ignored;
  /// The program says that races on it are intended.
  final boolean raceAllowed;
  /// The object that holds the variable if the field is static.
  final @Nullable Object base;
  private final String name;
  /// Part of a race in some schedule, so a schedule point from then on.
  boolean racy;

  private FieldInfo(String name, long offset, boolean isVolatile, boolean ignored, boolean raceAllowed, @Nullable Object base) {
    this.offset = offset;
    this.isVolatile = isVolatile;
    this.ignored = ignored;
    this.raceAllowed = raceAllowed;
    this.name = name;
    this.racy = raceAllowed || RACY.contains(name);
    this.base = base;
  }

  /// Finds the field as the JVM does: in the named class, its interfaces, its superclasses.
  static FieldInfo resolve(Site site, @Nullable ClassLoader loader) {
    Task task = Turns.current;
    Turns.current = null;
    try {
      Class<?> owner = Class.forName(site.owner.replace('/', '.'), false, loader);
      Field field = find(owner, site.member);
      return field == null ? IGNORED : KNOWN.computeIfAbsent(field, FieldInfo::make);
    } catch (ClassNotFoundException | LinkageError e) {
      return IGNORED;
    } finally {
      Turns.current = task;
    }
  }

  static @Nullable Field find(@Nullable Class<?> type, String name) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return field;
        }
      }
      for (Class<?> i : c.getInterfaces()) {
        Field field = find(i, name);
        if (field != null) {
          return field;
        }
      }
    }
    return null;
  }

  void markRacy() {
    racy = true;
    RACY.add(name);
  }

  /// Forgets the fields of the program's classes, but not which of them are racy.
  static void forget() {
    KNOWN.keySet().removeIf(field -> field.getDeclaringClass().getClassLoader() != null);
  }

  static FieldInfo of(Field field) {
    Task task = Turns.current;
    Turns.current = null;
    try {
      return KNOWN.computeIfAbsent(field, FieldInfo::make);
    } finally {
      Turns.current = task;
    }
  }

  private static FieldInfo make(Field field) {
    int flags = field.getModifiers();
    Class<?> owner = field.getDeclaringClass();
    String name = owner.getName() + "." + field.getName();
    boolean constant = Modifier.isFinal(flags) || field.isSynthetic() && Modifier.isStatic(flags);
    if (Modifier.isStatic(flags)) {
      return new FieldInfo(name, Jdk.UNSAFE.staticFieldOffset(field), Modifier.isVolatile(flags), constant,
          isRaceAllowed(field), owner);
    }
    return new FieldInfo(name, Jdk.UNSAFE.objectFieldOffset(owner, field.getName()), Modifier.isVolatile(flags), constant,
        isRaceAllowed(field), null);
  }

  /// By name: the annotation is not among the classes of the checker's runtime.
  private static boolean isRaceAllowed(Field field) {
    for (Annotation annotation : field.getAnnotations()) {
      if (annotation.annotationType().getName().equals("dev.weft.check.RaceAllowed")) {
        return true;
      }
    }
    return false;
  }
}
