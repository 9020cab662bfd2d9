package dev.weft.check.engine.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayDeque;

/// The objects that a method creates, so that each gets its identity hash as soon as it is ready. An object of a class of the program
/// gets it in its own constructor; one of a class of the JDK where it is created.
///
/// Creations nest: between `new` and the call of its constructor there are only whole creations. The object is on the stack afterwards if
/// `dup` follows `new`, which is what compilers emit.
final class Creations {
  private static final MethodTypeDesc OBJECT = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;)V");

  /// For each creation that has begun, whether the object will be left on the stack.
  private final ArrayDeque<Boolean> open = new ArrayDeque<>();
  private boolean justBegun;

  void begins() {
    open.push(false);
    justBegun = true;
  }

  void stack(Opcode opcode) {
    if (justBegun && opcode == Opcode.DUP) {
      open.pop();
      open.push(true);
    }
    justBegun = false;
  }

  /// After the call of a constructor that is not one of `this`.
  void ends(CodeBuilder code, InvokeInstruction call) {
    justBegun = false;
    if (!open.isEmpty() && open.pop() && isOfJdk(call)) {
      code.dup();
      tell(code);
    }
  }

  static boolean isOfJdk(InvokeInstruction constructor) {
    return constructor.owner().asInternalName().startsWith("java/");
  }

  static void tell(CodeBuilder code) {
    code.invokestatic(HookClasses.MACHINE, "created", OBJECT);
  }
}
