package dev.weft.check.engine.runtime;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/// State that the JDK keeps for the whole JVM and that a schedule must not inherit from the one before: the common pool (its
/// workers belong to a schedule that is over), and the numbers of pools and threads in their names.
final class JdkState {
  /// One variable and the value that every schedule starts with.
  private record Saved(Object base, long offset, char type, long bits, @Nullable Object reference) {
    void restore() {
      switch (type) {
        case 'J', 'D' -> Jdk.UNSAFE.putLong(base, offset, bits);
        case 'I', 'F' -> Jdk.UNSAFE.putInt(base, offset, (int) bits);
        case 'Z', 'B' -> Jdk.UNSAFE.putByte(base, offset, (byte) bits);
        case 'S', 'C' -> Jdk.UNSAFE.putShort(base, offset, (short) bits);
        default -> Jdk.UNSAFE.putReference(base, offset, reference instanceof Object[] array ? array.clone() : reference);
      }
    }
  }

  private static final List<Saved> SAVED = new ArrayList<>();

  private JdkState() {}

  /// Takes the state before the first schedule.
  static void save() {
    ForkJoinPool pool = ForkJoinPool.commonPool();
    for (Field field : ForkJoinPool.class.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers())) {
        save(pool, Jdk.UNSAFE.objectFieldOffset(ForkJoinPool.class, field.getName()), field.getType());
      }
    }
    saveStatic("java.lang.Thread$ThreadNumbering", "next");
    saveStatic("java.util.concurrent.ForkJoinPool", "poolIds");
    Object pools = staticValue("java.util.concurrent.Executors$DefaultThreadFactory", "poolNumber");
    if (pools != null) {
      save(pools, Jdk.UNSAFE.objectFieldOffset(pools.getClass(), "value"), int.class);
    }
  }

  static void restore() {
    for (Saved saved : SAVED) {
      saved.restore();
    }
  }

  private static void save(Object base, long offset, Class<?> type) {
    char kind = type.descriptorString().charAt(0);
    SAVED.add(switch (kind) {
      case 'J', 'D' -> new Saved(base, offset, kind, Jdk.UNSAFE.getLong(base, offset), null);
      case 'I', 'F' -> new Saved(base, offset, kind, Jdk.UNSAFE.getInt(base, offset), null);
      case 'Z', 'B' -> new Saved(base, offset, kind, Jdk.UNSAFE.getByte(base, offset), null);
      case 'S', 'C' -> new Saved(base, offset, kind, Jdk.UNSAFE.getShort(base, offset), null);
      default -> {
        Object value = Jdk.UNSAFE.getReference(base, offset);
        yield new Saved(base, offset, 'L', 0, value instanceof Object[] array ? array.clone() : value);
      }
    });
  }

  private static void saveStatic(String owner, String name) {
    Field field = field(owner, name);
    if (field != null) {
      save(Jdk.UNSAFE.staticFieldBase(field), Jdk.UNSAFE.staticFieldOffset(field), field.getType());
    }
  }

  private static @Nullable Object staticValue(String owner, String name) {
    Field field = field(owner, name);
    return field == null ? null
        : Jdk.UNSAFE.getReference(Jdk.UNSAFE.staticFieldBase(field), Jdk.UNSAFE.staticFieldOffset(field));
  }

  /// A field of the JDK, or null in a JDK that does not have it.
  static @Nullable Field field(String owner, String name) {
    try {
      return Class.forName(owner).getDeclaredField(name);
    } catch (ClassNotFoundException | NoSuchFieldException e) {
      return null;
    }
  }
}
