package dev.weft.check.engine.runtime;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/// A field of one of Weft's own classes, found by its name: the checker looks at the state of Weft's structures, but cannot refer to
/// their classes, which the program's class loader loads.
final class WeftField {
  private final String name;
  private final ClassValue<Long> offsets = new ClassValue<>() {
    @Override
    protected Long computeValue(Class<?> type) {
      Field field = FieldInfo.find(type, name);
      if (field == null) {
        throw new IllegalStateException(type + " has no field " + name + ": the program uses another version of Weft");
      }
      return Jdk.UNSAFE.objectFieldOffset(field.getDeclaringClass(), name);
    }
  };

  WeftField(String name) {
    this.name = name;
  }

  @Nullable Object of(Object object) {
    return Jdk.UNSAFE.getReference(object, offsets.get(object.getClass()));
  }

  int intOf(Object object) {
    return Jdk.UNSAFE.getInt(object, offsets.get(object.getClass()));
  }

  long longOf(Object object) {
    return Jdk.UNSAFE.getLong(object, offsets.get(object.getClass()));
  }
}
