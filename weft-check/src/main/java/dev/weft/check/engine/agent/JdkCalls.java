package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Receivers;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// Calls in instrumented classes of the JDK that order something, wait or ask the machine: what each becomes.
final class JdkCalls {
  private static final MethodTypeDesc OBJECT_SITE = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;I)V");

  private final boolean timer;
  private final boolean wrapper;
  private final boolean atomic;

  /// @param timer   the code is of java.util.Timer
  /// @param wrapper the code is of a synchronized collection
  /// @param atomic  the code is of an atomic, whose plain accesses are seen too
  JdkCalls(boolean timer, boolean wrapper, boolean atomic) {
    this.timer = timer;
    this.wrapper = wrapper;
    this.atomic = atomic;
  }

  void call(CodeBuilder code, InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String method = call.name().stringValue();
    String descriptor = call.type().stringValue();
    switch (owner) {
      case "java/lang/System" -> time(code, call, method);
      case "jdk/internal/misc/Unsafe" -> unsafe(code, call, method, descriptor);
      case "java/lang/invoke/VarHandle" -> {
        handle(code, call, method);
        code.with(call);
      }
      case "jdk/internal/misc/VM" -> {
        if (method.equals("getNanoTimeAdjustment")) {
          code.invokestatic(HookClasses.MACHINE, "nanoTimeAdjustment", call.typeSymbol());
        } else {
          code.with(call);
        }
      }
      default -> {
        if (wrapper && call.opcode() == Opcode.INVOKEINTERFACE && owner.startsWith("java/util/")) {
          guarded(code, call, method);
        }
        if (!timer || !timerMonitor(code, method + descriptor)) {
          code.with(call);
        }
      }
    }
  }

  private static void guarded(CodeBuilder code, InvokeInstruction call, String method) {
    List<Integer> slots = Accesses.spill(code, call.typeSymbol());
    code.dup().loadConstant(Receivers.reads(method) ? 0 : 1);
    code.invokestatic(HookClasses.JDK, "guarded", MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;Z)V"));
    Accesses.reload(code, call.typeSymbol(), slots);
  }

  /// Timer's thread waits on a monitor; the only JDK code of these that does.
  private boolean timerMonitor(CodeBuilder code, String signature) {
    switch (signature) {
      case "wait()V" -> code.lconst_0().loadConstant(0).invokestatic(HookClasses.MONITOR, "await",
          MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;JI)V"));
      case "wait(J)V" -> code.loadConstant(0).invokestatic(HookClasses.MONITOR, "await",
          MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;JI)V"));
      case "notify()V" -> code.loadConstant(0).invokestatic(HookClasses.MONITOR, "notify", OBJECT_SITE);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void time(CodeBuilder code, InvokeInstruction call, String method) {
    if (method.equals("nanoTime") || method.equals("currentTimeMillis")) {
      code.invokestatic(HookClasses.MACHINE, method, call.typeSymbol());
    } else {
      code.with(call);
    }
  }

  private void unsafe(CodeBuilder code, InvokeInstruction call, String method, String descriptor) {
    if (method.equals("park") || method.equals("unpark")) {
      code.invokestatic(HookClasses.PARK, method, call.typeSymbol().insertParameterTypes(0, call.owner().asSymbol()));
      return;
    }
    Accesses.Mode mode = Accesses.ofUnsafe(method, descriptor);
    if (mode.values() >= 0 && (mode.acquire() || mode.release())) {
      List<Integer> slots = Accesses.spill(code, call.typeSymbol());
      code.aload(slots.get(0)).lload(slots.get(1));
      push(code, mode);
      code.invokestatic(HookClasses.JDK, "unsafe", MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;JZZ)V"));
      Accesses.reload(code, call.typeSymbol(), slots);
    } else if (atomic && Accesses.isWeak(method) && descriptor.startsWith("(Ljava/lang/Object;J")) {
      List<Integer> slots = Accesses.spill(code, call.typeSymbol());
      code.aload(slots.get(0)).lload(slots.get(1)).loadConstant(Accesses.isRead(method) ? 0 : 1);
      code.invokestatic(HookClasses.JDK, "weak", MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;JZ)V"));
      Accesses.reload(code, call.typeSymbol(), slots);
    }
    code.with(call);
  }

  private void handle(CodeBuilder code, InvokeInstruction call, String method) {
    Accesses.Mode mode = Accesses.ofHandle(method);
    boolean ordered = mode.acquire() || mode.release();
    if (mode.values() < 0 || !ordered && !atomic) {
      return;
    }
    MethodTypeDesc type = call.typeSymbol();
    List<Integer> slots = Accesses.spill(code, type);
    code.dup();
    Accesses.pushCoordinates(code, type, slots, mode.values());
    if (ordered) {
      push(code, mode);
      code.invokestatic(HookClasses.JDK, "handle",
          MethodTypeDesc.ofDescriptor("(Ljava/lang/invoke/VarHandle;Ljava/lang/Object;JZZ)V"));
    } else {
      code.loadConstant(Accesses.isRead(method) ? 0 : 1);
      code.invokestatic(HookClasses.JDK, "weak",
          MethodTypeDesc.ofDescriptor("(Ljava/lang/invoke/VarHandle;Ljava/lang/Object;JZ)V"));
    }
    Accesses.reload(code, type, slots);
  }

  private static void push(CodeBuilder code, Accesses.Mode mode) {
    code.loadConstant(mode.acquire() ? 1 : 0).loadConstant(mode.release() ? 1 : 0);
  }
}
