package dev.weft.check.engine.agent;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;

/// Calls that take or give back what has no owner in Java: they tell [Takers] when they return, what they were given and what came out.
final class Takes {
  private static final String LOCKS = "java/util/concurrent/locks/";
  private static final String SEMAPHORE = "java/util/concurrent/Semaphore";
  private static final String STAMPED = LOCKS + "StampedLock";
  private static final Set<String> READ_LOCKS = Set.of(LOCKS + "Lock", LOCKS + "ReentrantReadWriteLock$ReadLock");
  private static final MethodTypeDesc NUMBER = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;II)V");
  private static final MethodTypeDesc ASKED = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;I)Z");
  private static final MethodTypeDesc FLAG = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;ZI)V");
  private static final MethodTypeDesc STAMPS = MethodTypeDesc.ofDescriptor("(Ljava/util/concurrent/locks/StampedLock;JJI)V");

  private Takes() {}

  static boolean concerns(String owner, String name, String descriptor) {
    return switch (owner) {
      case SEMAPHORE -> name.contains("cquire") || name.equals("release") || name.equals("drainPermits");
      case STAMPED -> descriptor.endsWith("J") && !name.equals("tryOptimisticRead") || name.startsWith("unlock");
      default -> READ_LOCKS.contains(owner) && name.toLowerCase(java.util.Locale.ROOT).contains("lock");
    };
  }

  /// The call itself, and what is told after it.
  ///
  /// @param owner the class that the method comes from
  static void call(CodeBuilder code, InvokeInstruction call, String owner, int site) {
    MethodTypeDesc type = call.typeSymbol();
    List<Integer> slots = Accesses.spill(code, type);
    int receiver = code.allocateLocal(TypeKind.REFERENCE);
    code.dup().astore(receiver);
    Accesses.reload(code, type, slots);
    code.with(call);
    Label end = code.newLabel();
    if (call.opcode() != Opcode.INVOKESPECIAL) {
      code.aload(receiver).loadConstant(site).invokestatic(HookClasses.TAKERS, "isTold", ASKED).ifne(end);
    }
    String name = call.name().stringValue();
    switch (owner) {
      case SEMAPHORE -> semaphore(code, name, type, slots, receiver, site, end);
      case STAMPED -> stamped(code, type, slots, receiver, site, end);
      default -> lock(code, name, type, receiver, site, end);
    }
    code.labelBinding(end);
  }

  private static void semaphore(CodeBuilder code, String name, MethodTypeDesc type, List<Integer> slots, int receiver, int site,
      Label end) {
    if (name.equals("drainPermits")) {
      code.dup().aload(receiver).swap();
    } else {
      ifTrue(code, type, end);
      code.aload(receiver);
      if (type.parameterCount() > 0 && type.parameterType(0).descriptorString().equals("I")) {
        code.iload(slots.getFirst());
      } else {
        code.iconst_1();
      }
      if (name.equals("release")) {
        code.ineg();
      }
    }
    code.loadConstant(site).invokestatic(HookClasses.TAKERS, "permits", NUMBER);
  }

  private static void stamped(CodeBuilder code, MethodTypeDesc type, List<Integer> slots, int receiver, int site, Label end) {
    int got = code.allocateLocal(TypeKind.LONG);
    boolean returns = type.returnType().descriptorString().equals("J");
    boolean given = type.parameterCount() == 1;
    if (returns) {
      code.dup2().lstore(got);
      code.lload(got).lconst_0().lcmp().ifeq(end);
    }
    code.aload(receiver);
    if (given) {
      code.lload(slots.getFirst());
    } else {
      code.lconst_0();
    }
    if (returns) {
      code.lload(got);
    } else {
      code.lconst_0();
    }
    code.loadConstant(site).invokestatic(HookClasses.TAKERS, "stamps", STAMPS);
  }

  private static void lock(CodeBuilder code, String name, MethodTypeDesc type, int receiver, int site, Label end) {
    ifTrue(code, type, end);
    code.aload(receiver).loadConstant(name.equals("unlock") ? 0 : 1).loadConstant(site).invokestatic(HookClasses.TAKERS, "lock", FLAG);
  }

  /// What follows is left out if the call has returned false.
  private static void ifTrue(CodeBuilder code, MethodTypeDesc type, Label end) {
    if (type.returnType().descriptorString().equals("Z")) {
      code.dup().ifeq(end);
    }
  }
}
