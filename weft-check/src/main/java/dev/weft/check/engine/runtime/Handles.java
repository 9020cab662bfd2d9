package dev.weft.check.engine.runtime;

import java.lang.constant.ClassDesc;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.WeakHashMap;

/// Which variable a VarHandle stands for, in the terms of the shadow table: object and offset, so that a field accessed by
/// handle and by name is one variable.
final class Handles {
  private static final WeakHashMap<VarHandle, Long> OFFSETS = new WeakHashMap<>();
  private static final long UNKNOWN = -3;

  private Handles() {}

  static long offset(VarHandle handle, Object base, long index) {
    if (base.getClass().isArray()) {
      return index;
    }
    if (base == handle) {
      return 0;
    }
    return OFFSETS.computeIfAbsent(handle, h -> find(h, base));
  }

  private static long find(VarHandle handle, Object base) {
    Optional<VarHandle.VarHandleDesc> desc = describe(handle);
    if (desc.isEmpty()) {
      return UNKNOWN;
    }
    String name = desc.get().constantName();
    for (Class<?> c = base.getClass(); c != null; c = c.getSuperclass()) {
      ClassDesc owner = c.describeConstable().orElse(null);
      var field = FieldInfo.find(c, name);
      if (owner != null && field != null) {
        return Jdk.UNSAFE.objectFieldOffset(field.getDeclaringClass(), name);
      }
    }
    return UNKNOWN;
  }

  private static Optional<VarHandle.VarHandleDesc> describe(VarHandle handle) {
    try {
      return handle.describeConstable();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
