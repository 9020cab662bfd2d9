package dev.weft.check.engine.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Stack work around an access: showing the value on top to the report, and getting at what lies below it.
final class Values {

  private Values() {}

  static void read(CodeBuilder code, ClassDesc type) {
    String descriptor = type.isPrimitive() ? type.descriptorString() : "Ljava/lang/Object;";
    show(code, descriptor, TypeKind.from(type));
  }

  /// For array elements, whose exact type may be unknown: bytes and booleans share instructions.
  static void read(CodeBuilder code, TypeKind kind) {
    show(code, kind == TypeKind.REFERENCE ? "Ljava/lang/Object;" : kind.upperBound().descriptorString(), kind);
  }

  private static void show(CodeBuilder code, String descriptor, TypeKind kind) {
    String shown = descriptor.equals("B") || descriptor.equals("S") ? "I" : descriptor;
    if (kind.slotSize() == 2) {
      code.dup2();
    } else {
      code.dup();
    }
    code.invokestatic(HookClasses.VALUE, "value", MethodTypeDesc.ofDescriptor("(" + shown + ")V"));
  }

  /// `object, value` becomes `object, value, object`.
  static void underValue(CodeBuilder code, ClassDesc type) {
    if (TypeKind.from(type).slotSize() == 2) {
      code.dup2_x1().pop2().dup_x2();
    } else {
      code.dup2().pop();
    }
  }

  /// `array, index, value` becomes `array, index, value, array, index`.
  static void underValueOfElement(CodeBuilder code, TypeKind kind) {
    if (kind.slotSize() == 2) {
      code.dup2_x2().pop2().dup2_x2();
    } else {
      code.dup_x2().pop().dup2_x1();
    }
  }

  static void pop(CodeBuilder code, ClassDesc type) {
    if (TypeKind.from(type).slotSize() == 2) {
      code.pop2();
    } else {
      code.pop();
    }
  }
}
