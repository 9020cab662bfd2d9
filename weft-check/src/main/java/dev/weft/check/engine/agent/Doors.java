package dev.weft.check.engine.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The methods of Thread, VirtualThread and LockSupport through which every wait and every thread passes, and those of SecureRandom. Each gets a
/// prologue: call the hook, and return if it says that the work is done.
final class Doors {
  private static final String THREAD = "java/lang/Thread";
  private static final String VIRTUAL = "java/lang/VirtualThread";
  private static final String SECURE = "java/security/SecureRandom";
  private static final String SUPPORT = "java/util/concurrent/locks/LockSupport";

  /// A hook: its name and descriptor in the class of [#hooksOf]; it takes the method's own receiver and parameters.
  private record Door(String hook, String descriptor) {}

  private static final Door START = new Door("start", "(Ljava/lang/Thread;)Z");
  private static final Door START_IN = new Door("start", "(Ljava/lang/Thread;Ljava/lang/Object;)Z");
  private static final Door INTERRUPT = new Door("interrupt", "(Ljava/lang/Thread;)Z");
  private static final Door IS_INTERRUPTED = new Door("isInterrupted", "(Ljava/lang/Thread;)I");
  private static final Door CLEAR_INTERRUPT = new Door("clearInterrupt", "(Ljava/lang/Thread;)I");
  private static final Door ALIVE = new Door("alive", "(Ljava/lang/Thread;)I");
  private static final Door STATE_OF = new Door("state", "(Ljava/lang/Thread;)Ljava/lang/Thread$State;");

  private static final Map<String, Door> DOORS = Map.ofEntries(
      Map.entry(THREAD + ".start()V", START),
      Map.entry(THREAD + ".start(Ljdk/internal/vm/ThreadContainer;)V", START_IN),
      Map.entry(THREAD + ".join(J)V", new Door("join", "(Ljava/lang/Thread;J)Z")),
      Map.entry(THREAD + ".sleepNanos(J)V", new Door("sleep", "(J)Z")),
      Map.entry(THREAD + ".yield()V", new Door("yieldNow", "()Z")),
      Map.entry(THREAD + ".interrupt()V", INTERRUPT),
      Map.entry(THREAD + ".isInterrupted()Z", IS_INTERRUPTED),
      Map.entry(THREAD + ".getAndClearInterrupt()Z", CLEAR_INTERRUPT),
      Map.entry(THREAD + ".alive()Z", ALIVE),
      Map.entry(THREAD + ".dispatchUncaughtException(Ljava/lang/Throwable;)V",
          new Door("uncaught", "(Ljava/lang/Thread;Ljava/lang/Throwable;)Z")),
      Map.entry(THREAD + ".threadState()Ljava/lang/Thread$State;", STATE_OF),
      Map.entry(VIRTUAL + ".start()V", START),
      Map.entry(VIRTUAL + ".start(Ljdk/internal/vm/ThreadContainer;)V", START_IN),
      Map.entry(VIRTUAL + ".joinNanos(J)Z", new Door("joinNanos", "(Ljava/lang/Thread;J)I")),
      Map.entry(VIRTUAL + ".interrupt()V", INTERRUPT),
      Map.entry(VIRTUAL + ".isInterrupted()Z", IS_INTERRUPTED),
      Map.entry(VIRTUAL + ".getAndClearInterrupt()Z", CLEAR_INTERRUPT),
      Map.entry(VIRTUAL + ".alive()Z", ALIVE),
      Map.entry(VIRTUAL + ".threadState()Ljava/lang/Thread$State;", STATE_OF),
      Map.entry(SECURE + ".nextBytes([B)V", new Door("nextBytes", "(Ljava/lang/Object;[B)Z")),
      Map.entry(SECURE + ".generateSeed(I)[B", new Door("generateSeed", "(Ljava/lang/Object;I)[B")),
      Map.entry(SUPPORT + ".park()V", new Door("park", "()Z")),
      Map.entry(SUPPORT + ".park(Ljava/lang/Object;)V", new Door("park", "(Ljava/lang/Object;)Z")),
      Map.entry(SUPPORT + ".parkNanos(J)V", new Door("parkNanos", "(J)Z")),
      Map.entry(SUPPORT + ".parkNanos(Ljava/lang/Object;J)V", new Door("parkNanos", "(Ljava/lang/Object;J)Z")),
      Map.entry(SUPPORT + ".parkUntil(J)V", new Door("parkUntil", "(J)Z")),
      Map.entry(SUPPORT + ".parkUntil(Ljava/lang/Object;J)V", new Door("parkUntil", "(Ljava/lang/Object;J)Z")),
      Map.entry(SUPPORT + ".unpark(Ljava/lang/Thread;)V", new Door("unpark", "(Ljava/lang/Thread;)Z")));

  /// Doors at the end of a method instead of its beginning: what the method does is not replaced.
  private static final Map<String, String> EXITS = Map.of(THREAD + ".exit()V", "exited");

  private Doors() {}

  /// Every hook that is called at a door, as `class.method` and descriptor.
  static Set<String> hooks() {
    Set<String> all = new HashSet<>();
    DOORS.forEach((signature, door) -> all.add(HookClasses.named(hooksOf(signature.substring(0, signature.indexOf('.'))), door.hook(),
        MethodTypeDesc.ofDescriptor(door.descriptor()))));
    return all;
  }

  static boolean opens(String name) {
    return name.equals(THREAD) || name.equals(VIRTUAL) || name.equals(SUPPORT) || name.equals(SECURE);
  }

  static byte[] instrument(String name, byte[] bytes) {
    ClassFile file = ClassFile.of();
    return file.transformClass(file.parse(bytes), (builder, element) -> {
      if (element instanceof MethodModel method) {
        CodeTransform code = door(name, method);
        if (code != null) {
          builder.transformMethod(method, (mb, part) -> {
            if (part instanceof CodeModel model) {
              mb.transformCode(model, code);
            } else {
              mb.with(part);
            }
          });
          return;
        }
      }
      builder.with(element);
    });
  }

  private static @Nullable CodeTransform door(String name, MethodModel method) {
    String signature = name + "." + method.methodName().stringValue() + method.methodType().stringValue();
    Door door = DOORS.get(signature);
    if (door != null) {
      return prologue(method, hooksOf(name), door);
    }
    String exit = EXITS.get(signature);
    if (exit != null) {
      return epilogue(exit);
    }
    return name.equals(VIRTUAL) && method.methodName().equalsString("<init>") ? creation(method) : null;
  }

  private static ClassDesc hooksOf(String name) {
    return switch (name) {
      case SUPPORT -> HookClasses.PARK;
      case SECURE -> HookClasses.MACHINE;
      default -> HookClasses.THREAD;
    };
  }

  private static CodeTransform epilogue(String hook) {
    return (code, element) -> {
      if (element instanceof ReturnInstruction) {
        code.aload(0).invokestatic(HookClasses.THREAD, hook, MethodTypeDesc.ofDescriptor("(Ljava/lang/Thread;)V"));
      }
      code.with(element);
    };
  }

  private static CodeTransform prologue(MethodModel method, ClassDesc hooks, Door door) {
    MethodTypeDesc hook = MethodTypeDesc.ofDescriptor(door.descriptor());
    MethodTypeDesc type = method.methodTypeSymbol();
    boolean isStatic = (method.flags().flagsMask() & ClassFile.ACC_STATIC) != 0;
    return new CodeTransform() {
      @Override
      public void atStart(CodeBuilder code) {
        int slot = 0;
        if (!isStatic) {
          code.aload(0);
          slot = 1;
        }
        for (ClassDesc parameter : type.parameterList()) {
          TypeKind kind = TypeKind.from(parameter);
          code.loadLocal(kind, slot);
          slot += kind.slotSize();
        }
        code.invokestatic(hooks, door.hook(), hook);
        Label original = code.newLabel();
        if (hook.returnType().equals(ConstantDescs.CD_boolean)) {
          code.ifeq(original).return_();
        } else if (hook.returnType().equals(ConstantDescs.CD_int)) {
          Label ours = code.newLabel();
          code.dup().ifge(ours).pop().goto_(original).labelBinding(ours).ireturn();
        } else {
          Label ours = code.newLabel();
          code.dup().ifnonnull(ours).pop().goto_(original).labelBinding(ours).checkcast(type.returnType()).areturn();
        }
        code.labelBinding(original).nop();
      }

      @Override
      public void accept(CodeBuilder code, CodeElement element) {
        code.with(element);
      }
    };
  }

  /// The constructor of VirtualThread tells which Runnable it was given: its last parameter.
  private static CodeTransform creation(MethodModel method) {
    MethodTypeDesc type = method.methodTypeSymbol();
    int slot = 1;
    for (int i = 0; i < type.parameterCount() - 1; i++) {
      slot += TypeKind.from(type.parameterType(i)).slotSize();
    }
    int body = slot;
    return (code, element) -> {
      if (element instanceof ReturnInstruction) {
        code.aload(0).aload(body).invokestatic(HookClasses.THREAD, "virtualCreated",
            MethodTypeDesc.ofDescriptor("(Ljava/lang/Thread;Ljava/lang/Runnable;)V"));
      }
      code.with(element);
    };
  }
}
