package dev.weft.check.engine.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// What an access by VarHandle or Unsafe does to happens-before, by the method's name; and how to get at the operands that
/// lie below others on the stack.
final class Accesses {
  /// @param plain   no ordering at all: can race
  /// @param values  how many trailing parameters are values, not coordinates
  record Mode(boolean plain, boolean acquire, boolean release, int values) {}

  private Accesses() {}

  /// The mode of a VarHandle method, or null if it accesses nothing.
  static Mode ofHandle(String name) {
    return switch (name) {
      case "get" -> new Mode(true, false, false, 0);
      case "set" -> new Mode(true, false, false, 1);
      case "getOpaque" -> new Mode(false, false, false, 0);
      case "setOpaque" -> new Mode(false, false, false, 1);
      case "getVolatile", "getAcquire" -> new Mode(false, true, false, 0);
      case "setVolatile", "setRelease" -> new Mode(false, false, true, 1);
      default -> ofUpdate(name);
    };
  }

  private static Mode ofUpdate(String name) {
    boolean update = name.startsWith("compareAnd") || name.startsWith("weakCompareAnd");
    if (!update && !name.startsWith("getAnd")) {
      return new Mode(false, false, false, -1);
    }
    boolean acquire = !name.endsWith("Release") && !name.endsWith("Plain");
    boolean release = !name.endsWith("Acquire") && !name.endsWith("Plain");
    return new Mode(false, acquire, release, update ? 2 : 1);
  }

  /// The mode of an Unsafe method on (object, offset, ...); `values` is -1 if it is none.
  static Mode ofUnsafe(String name, String descriptor) {
    if (!descriptor.startsWith("(Ljava/lang/Object;J")) {
      return new Mode(false, false, false, -1);
    }
    if (name.startsWith("get") && !name.startsWith("getAnd")) {
      boolean acquires = name.endsWith("Volatile") || name.endsWith("Acquire");
      return new Mode(false, acquires, false, acquires ? 0 : -1);
    }
    if (name.startsWith("put")) {
      // ForkJoinPool stores a task from outside plainly under its lock, and takes it with acquire without the lock
      boolean releases = name.endsWith("Volatile") || name.endsWith("Release") || name.equals("putReference");
      return new Mode(false, false, releases, releases ? 1 : -1);
    }
    return ofUpdate(name);
  }

  /// True for methods of Unsafe that access a variable in a mode that orders nothing: plain, opaque.
  static boolean isWeak(String name) {
    boolean access = name.startsWith("get") && !name.startsWith("getAnd") || name.startsWith("put");
    return access && !name.endsWith("Volatile") && !name.endsWith("Acquire") && !name.endsWith("Release")
        || name.startsWith("weakCompareAnd") && name.endsWith("Plain");
  }

  static boolean isRead(String name) {
    return name.startsWith("get") && !name.startsWith("getAnd");
  }

  /// Moves the topmost operands, of the given types, into fresh locals; returns their slots.
  static List<Integer> spill(CodeBuilder code, MethodTypeDesc type) {
    List<Integer> slots = new ArrayList<>();
    for (int i = 0; i < type.parameterCount(); i++) {
      slots.add(code.allocateLocal(TypeKind.from(type.parameterType(i))));
    }
    for (int i = type.parameterCount() - 1; i >= 0; i--) {
      code.storeLocal(TypeKind.from(type.parameterType(i)), slots.get(i));
    }
    return slots;
  }

  static void reload(CodeBuilder code, MethodTypeDesc type, List<Integer> slots) {
    for (int i = 0; i < slots.size(); i++) {
      code.loadLocal(TypeKind.from(type.parameterType(i)), slots.get(i));
    }
  }

  /// Pushes the coordinate object (or null) and the index (or 0) of a VarHandle call whose arguments were spilled.
  static void pushCoordinates(CodeBuilder code, MethodTypeDesc type, List<Integer> slots, int values) {
    int coordinates = type.parameterCount() - values;
    if (coordinates >= 1 && !type.parameterType(0).isPrimitive()) {
      code.aload(slots.get(0));
    } else {
      code.aconst_null();
    }
    ClassDesc second = coordinates >= 2 ? type.parameterType(1) : null;
    if (second != null && second.descriptorString().equals("I")) {
      code.iload(slots.get(1)).i2l();
    } else {
      code.lconst_0();
    }
  }
}
