package dev.weft.check.engine.agent;

import dev.weft.check.engine.runtime.Hooks;
import dev.weft.check.engine.runtime.JdkHooks;
import dev.weft.check.engine.runtime.Receivers;
import dev.weft.check.engine.runtime.Site;
import dev.weft.check.engine.runtime.Sites;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Instruments classes of java.util.concurrent, and a few others with locks inside, so that the happens-before edges that they
/// make are seen and nothing in them blocks the carrier. They get no schedule points: they run as they are.
final class JdkInstrumenter {
  private static final ClassDesc HOOKS = ClassDesc.of(JdkHooks.class.getName());
  private static final ClassDesc TIME = ClassDesc.of(Hooks.class.getName());
  private static final MethodTypeDesc OBJECT = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;)V");
  private static final MethodTypeDesc OBJECT_SITE = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;I)V");
  private static final Set<String> OTHERS = Set.of("java/util/Vector", "java/util/Stack", "java/util/Hashtable",
      "java/lang/StringBuffer");
  /// Methods through which an exception becomes a future's, their first parameter.
  private static final Set<String> FAILING = Set.of("java/util/concurrent/FutureTask.setException(Ljava/lang/Throwable;)V",
      "java/util/concurrent/ForkJoinTask.trySetThrown(Ljava/lang/Throwable;)Z",
      "java/util/concurrent/CompletableFuture.completeThrowable(Ljava/lang/Throwable;)Z",
      "java/util/concurrent/CompletableFuture.completeExceptionally(Ljava/lang/Throwable;)Z");
  private static final Volatiles VOLATILES = new Volatiles(ClassLoader.getSystemClassLoader());

  private final String name;
  private final boolean atomic;
  private final boolean timer;
  private final boolean wrapper;

  JdkInstrumenter(String name) {
    this.name = name;
    this.atomic = name.startsWith("java/util/concurrent/atomic/");
    this.wrapper = name.startsWith("java/util/Collections$Synchronized");
    this.timer = name.startsWith("java/util/Timer") || name.equals("java/util/TaskQueue");
  }

  static boolean concerns(String name) {
    return Agent.isConcurrent(name) && !name.endsWith("ThreadLocalRandom") && !name.endsWith("/TimeUnit")
        || name.startsWith("java/util/Collections$Synchronized") || OTHERS.contains(name)
        || name.startsWith("java/util/Timer") || name.equals("java/util/TaskQueue")
        || name.equals("java/time/Clock") || name.equals("java/time/Clock$SystemClock") || name.equals("java/time/Instant");
  }

  /// Instruments a class that has everything, so that all classes used for that are loaded.
  static void warmUp() {
    String name = "java/util/concurrent/ForkJoinPool";
    new JdkInstrumenter(name).instrument(classFile(name));
  }

  private static byte[] classFile(String name) {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      if (in == null) {
        throw new IllegalStateException("the JDK has no class file of " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class file of " + name, e);
    }
  }

  byte[] instrument(byte[] bytes) {
    ClassFile file = ClassFile.of();
    ClassModel model = file.parse(bytes);
    return file.transformClass(model, (builder, element) -> {
      if (element instanceof MethodModel method && method.code().isPresent()
          && !method.methodName().equalsString("<clinit>")) {
        builder.transformMethod(method, (mb, part) -> {
          if (part instanceof CodeModel code) {
            mb.transformCode(code, new Transform(method));
          } else {
            mb.with(part);
          }
        });
      } else {
        builder.with(element);
      }
    });
  }

  private final class Transform implements CodeTransform {
    private final boolean guarded;
    private final boolean constructor;
    private final boolean failing;
    private @Nullable Label start;

    Transform(MethodModel method) {
      int flags = method.flags().flagsMask();
      guarded = !timer && (flags & ClassFile.ACC_SYNCHRONIZED) != 0 && (flags & ClassFile.ACC_STATIC) == 0;
      constructor = method.methodName().equalsString("<init>");
      failing = FAILING.contains(name + "." + method.methodName().stringValue() + method.methodType().stringValue());
    }

    @Override
    public void atStart(CodeBuilder code) {
      if (failing) {
        code.aload(1).invokestatic(HOOKS, "failed", MethodTypeDesc.ofDescriptor("(Ljava/lang/Throwable;)V"));
      }
      if (guarded) {
        code.aload(0).invokestatic(HOOKS, "enterReal", OBJECT);
        start = code.newBoundLabel();
      }
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case FieldInstruction field when !constructor -> field(code, field);
        case MonitorInstruction monitor -> monitor(code, monitor);
        case InvokeInstruction call -> call(code, call);
        case ReturnInstruction end when guarded -> {
          code.aload(0).invokestatic(HOOKS, "exitReal", OBJECT).with(end);
        }
        default -> code.with(element);
      }
    }

    @Override
    public void atEnd(CodeBuilder code) {
      Label from = start;
      if (from != null) {
        Label end = code.newBoundLabel();
        Label handler = code.newBoundLabel();
        code.aload(0).invokestatic(HOOKS, "exitReal", OBJECT).athrow();
        code.exceptionCatchAll(from, end, handler);
      }
    }

    private void field(CodeBuilder code, FieldInstruction field) {
      String owner = field.owner().asInternalName();
      boolean instance = field.opcode() == Opcode.GETFIELD || field.opcode() == Opcode.PUTFIELD;
      if (instance && Agent.isConcurrent(owner) && VOLATILES.contains(owner, field.name().stringValue())) {
        boolean read = field.opcode() == Opcode.GETFIELD;
        int site = Sites.add(read ? Site.Kind.READ : Site.Kind.WRITE, name.replace('/', '.'),
            "", "", 0, owner, field.name().stringValue(), field.type().stringValue(), false, "");
        if (read) {
          code.dup();
        } else {
          Values.underValue(code, field.typeSymbol());
        }
        code.loadConstant(site).invokestatic(HOOKS, read ? "readVolatile" : "writeVolatile", OBJECT_SITE);
      }
      code.with(field);
    }

    private void monitor(CodeBuilder code, MonitorInstruction monitor) {
      boolean enter = monitor.opcode() == Opcode.MONITORENTER;
      if (timer) {
        code.loadConstant(0).invokestatic(TIME, enter ? "enter" : "exit", OBJECT_SITE);
        return;
      }
      code.dup();
      if (enter) {
        code.invokestatic(HOOKS, "enterReal", OBJECT).with(monitor);
      } else {
        code.invokestatic(HOOKS, "exitReal", OBJECT).with(monitor);
      }
    }

    private void call(CodeBuilder code, InvokeInstruction call) {
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
            code.invokestatic(TIME, "nanoTimeAdjustment", call.typeSymbol());
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
      code.invokestatic(HOOKS, "guarded", MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;Z)V"));
      Accesses.reload(code, call.typeSymbol(), slots);
    }

    /// Timer's thread waits on a monitor; the only JDK code of these that does.
    private boolean timerMonitor(CodeBuilder code, String signature) {
      switch (signature) {
        case "wait()V" -> code.lconst_0().loadConstant(0).invokestatic(TIME, "await",
            MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;JI)V"));
        case "wait(J)V" -> code.loadConstant(0).invokestatic(TIME, "await",
            MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;JI)V"));
        case "notify()V" -> code.loadConstant(0).invokestatic(TIME, "notify", OBJECT_SITE);
        default -> {
          return false;
        }
      }
      return true;
    }

    private static void time(CodeBuilder code, InvokeInstruction call, String method) {
      if (method.equals("nanoTime") || method.equals("currentTimeMillis")) {
        code.invokestatic(TIME, method, call.typeSymbol());
      } else {
        code.with(call);
      }
    }

    private void unsafe(CodeBuilder code, InvokeInstruction call, String method, String descriptor) {
      if (method.equals("park") || method.equals("unpark")) {
        code.invokestatic(HOOKS, method, call.typeSymbol().insertParameterTypes(0, call.owner().asSymbol()));
        return;
      }
      Accesses.Mode mode = Accesses.ofUnsafe(method, descriptor);
      if (mode.values() >= 0 && (mode.acquire() || mode.release())) {
        List<Integer> slots = Accesses.spill(code, call.typeSymbol());
        code.aload(slots.get(0)).lload(slots.get(1));
        push(code, mode);
        code.invokestatic(HOOKS, "unsafe", MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;JZZ)V"));
        Accesses.reload(code, call.typeSymbol(), slots);
      } else if (atomic && Accesses.isWeak(method) && descriptor.startsWith("(Ljava/lang/Object;J")) {
        List<Integer> slots = Accesses.spill(code, call.typeSymbol());
        code.aload(slots.get(0)).lload(slots.get(1)).loadConstant(Accesses.isRead(method) ? 0 : 1);
        code.invokestatic(HOOKS, "weak", MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;JZ)V"));
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
        code.invokestatic(HOOKS, "handle",
            MethodTypeDesc.ofDescriptor("(Ljava/lang/invoke/VarHandle;Ljava/lang/Object;JZZ)V"));
      } else {
        code.loadConstant(Accesses.isRead(method) ? 0 : 1);
        code.invokestatic(HOOKS, "weak", MethodTypeDesc.ofDescriptor("(Ljava/lang/invoke/VarHandle;Ljava/lang/Object;JZ)V"));
      }
      Accesses.reload(code, type, slots);
    }

    private static void push(CodeBuilder code, Accesses.Mode mode) {
      code.loadConstant(mode.acquire() ? 1 : 0).loadConstant(mode.release() ? 1 : 0);
    }
  }
}
