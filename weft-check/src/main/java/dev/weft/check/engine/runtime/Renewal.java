package dev.weft.check.engine.runtime;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gives an object that others know by identity, or that the JIT takes for a constant, the state of one that was just made: enum
/// constants, and what static fields of interfaces refer to.
///
/// The fields are copied. That is right if nothing that the fresh object refers to refers back to it; where something does, the
/// answer is that it cannot be done.
final class Renewal {
  private static final int MOST = 10_000;
  private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
    @Override
    protected List<Field> computeValue(Class<?> type) {
      List<Field> fields = new ArrayList<>();
      for (Class<?> c = type; c != null; c = c.getSuperclass()) {
        for (Field field : c.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            fields.add(field);
          }
        }
      }
      return fields;
    }
  };
  /// Objects that were looked at before: whether they can be renewed.
  private static final IdentityHashMap<Object, Boolean> ASKED = new IdentityHashMap<>();

  private Renewal() {}

  /// True if the state was taken over, or there is none.
  static boolean renew(@Nullable Object kept, @Nullable Object fresh) {
    if (kept == fresh || kept != null && kept.equals(fresh) && isValue(kept.getClass())) {
      return true;
    }
    if (kept == null || fresh == null) {
      return false;
    }
    Class<?> type = kept.getClass();
    if (isStateless(type) && isStateless(fresh.getClass())) {
      return true; // two lambdas of one expression, at the most
    }
    if (type != fresh.getClass() || type.isRecord() || type.isHidden() || !ASKED.computeIfAbsent(kept, k -> !refersBack(fresh))) {
      return false;
    }
    if (type.isArray()) {
      return copyElements(kept, fresh);
    }
    FIELDS.get(type).forEach(field -> copy(field, kept, fresh));
    return true;
  }

  private static boolean isValue(Class<?> type) {
    return type.getName().startsWith("java.lang.") || type.getName().startsWith("java.math.")
        || type.getName().startsWith("java.time.");
  }

  private static boolean isStateless(Class<?> type) {
    return !type.isArray() && FIELDS.get(type).isEmpty();
  }

  private static boolean copyElements(Object kept, Object fresh) {
    int length = java.lang.reflect.Array.getLength(kept);
    if (length != java.lang.reflect.Array.getLength(fresh)) {
      return false;
    }
    System.arraycopy(fresh, 0, kept, 0, length);
    return true;
  }

  private static void copy(Field field, Object to, Object from) {
    long offset = Jdk.UNSAFE.objectFieldOffset(field);
    Class<?> type = field.getType();
    if (!type.isPrimitive()) {
      Jdk.UNSAFE.putReference(to, offset, Jdk.UNSAFE.getReference(from, offset));
      return;
    }
    switch (type.descriptorString().charAt(0)) {
      case 'J', 'D' -> Jdk.UNSAFE.putLong(to, offset, Jdk.UNSAFE.getLong(from, offset));
      case 'I', 'F' -> Jdk.UNSAFE.putInt(to, offset, Jdk.UNSAFE.getInt(from, offset));
      case 'S', 'C' -> Jdk.UNSAFE.putShort(to, offset, Jdk.UNSAFE.getShort(from, offset));
      default -> Jdk.UNSAFE.putByte(to, offset, Jdk.UNSAFE.getByte(from, offset));
    }
  }

  /// True if the object can be reached from what it refers to, or if that cannot be told.
  private static boolean refersBack(Object start) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    ArrayDeque<Object> open = new ArrayDeque<>();
    open.add(start);
    while (!open.isEmpty()) {
      Object object = open.poll();
      if (object instanceof Thread || seen.size() > MOST) {
        return true;
      }
      for (Object referred : referred(object)) {
        if (referred == start) {
          return true;
        }
        if (!(referred instanceof Class || referred instanceof ClassLoader || referred instanceof Enum) && seen.add(referred)) {
          open.add(referred);
        }
      }
    }
    return false;
  }

  private static List<Object> referred(Object object) {
    List<Object> found = new ArrayList<>();
    if (object instanceof Object[] array) {
      for (Object element : array) {
        if (element != null) {
          found.add(element);
        }
      }
    } else if (!object.getClass().isArray()) {
      for (Field field : FIELDS.get(object.getClass())) {
        Object value = field.getType().isPrimitive() ? null : Jdk.UNSAFE.getReference(object, Jdk.UNSAFE.objectFieldOffset(field));
        if (value != null) {
          found.add(value);
        }
      }
    }
    return found;
  }
}
