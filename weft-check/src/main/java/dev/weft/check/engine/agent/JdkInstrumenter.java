package dev.weft.check.engine.agent;

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
import java.lang.constant.MethodTypeDesc;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Instruments classes of java.util.concurrent, and a few others with locks inside, so that the happens-before edges that they
/// make are seen and nothing in them blocks the carrier. They get no schedule points: they run as they are.
final class JdkInstrumenter {
  private static final MethodTypeDesc OBJECT = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;)V");
  private static final MethodTypeDesc OBJECT_SITE = MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;I)V");
  private static final Set<String> OTHERS = Set.of("java/util/Vector", "java/util/Stack", "java/util/Hashtable",
      "java/lang/StringBuffer");
  /// They hold a monitor, in blocks, while they call what the program gave them: `toString` of what is printed, the stream below.
  private static final Set<String> PRINTERS = Set.of("java/io/PrintStream", "java/io/PrintWriter", "java/io/Writer",
      "java/io/BufferedWriter", "java/lang/Throwable");
  /// Methods through which an exception becomes a future's, their first parameter.
  private static final Set<String> FAILING = Set.of("java/util/concurrent/FutureTask.setException(Ljava/lang/Throwable;)V",
      "java/util/concurrent/ForkJoinTask.trySetThrown(Ljava/lang/Throwable;)Z",
      "java/util/concurrent/CompletableFuture.completeThrowable(Ljava/lang/Throwable;)Z",
      "java/util/concurrent/CompletableFuture.completeExceptionally(Ljava/lang/Throwable;)Z");
  /// Fields that are written by VarHandles, and read as plain fields behind an acquire fence.
  private static final Set<String> FENCED = Set.of("java/util/concurrent/ConcurrentSkipListMap.head",
      "java/util/concurrent/ConcurrentSkipListMap$Node.next", "java/util/concurrent/ConcurrentSkipListMap$Node.val",
      "java/util/concurrent/ConcurrentSkipListMap$Index.right");
  private static final Volatiles VOLATILES = new Volatiles(ClassLoader.getSystemClassLoader());

  private final String name;
  private final boolean timer;
  private final boolean printer;
  private final JdkCalls calls;

  JdkInstrumenter(String name) {
    this.name = name;
    this.timer = name.startsWith("java/util/Timer") || name.equals("java/util/TaskQueue");
    this.printer = isPrinter(name);
    this.calls = new JdkCalls(timer, name.startsWith("java/util/Collections$Synchronized"),
        name.startsWith("java/util/concurrent/atomic/"));
  }

  static boolean isPrinter(String name) {
    return PRINTERS.contains(name) || name.startsWith("java/lang/Throwable$");
  }

  static boolean concerns(String name) {
    return Agent.isConcurrent(name) && !name.endsWith("ThreadLocalRandom") && !name.endsWith("/TimeUnit")
        || name.startsWith("java/util/Collections$Synchronized") || OTHERS.contains(name)
        || name.startsWith("java/util/Vector$") || name.startsWith("java/util/Hashtable$")
        || name.startsWith("java/util/Timer") || name.equals("java/util/TaskQueue")
        || name.equals("java/time/Clock") || name.equals("java/time/Clock$SystemClock") || name.equals("java/time/Instant");
  }

  /// Instruments a class for nothing, so that all classes used for that are loaded.
  static void warmUp(String name) {
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
      guarded = !timer && !printer && (flags & ClassFile.ACC_SYNCHRONIZED) != 0 && (flags & ClassFile.ACC_STATIC) == 0;
      constructor = method.methodName().equalsString("<init>");
      failing = FAILING.contains(name + "." + method.methodName().stringValue() + method.methodType().stringValue());
    }

    @Override
    public void atStart(CodeBuilder code) {
      if (failing) {
        code.aload(1).invokestatic(HookClasses.JDK, "failed", MethodTypeDesc.ofDescriptor("(Ljava/lang/Throwable;)V"));
      }
      if (guarded) {
        code.aload(0).invokestatic(HookClasses.JDK, "enterMethod", OBJECT);
        start = code.newBoundLabel();
      }
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      switch (element) {
        case FieldInstruction field when !constructor -> field(code, field);
        case MonitorInstruction monitor -> monitor(code, monitor);
        case InvokeInstruction call -> calls.call(code, call);
        case ReturnInstruction end when guarded -> {
          code.aload(0).invokestatic(HookClasses.JDK, "exitMethod", OBJECT).with(end);
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
        code.aload(0).invokestatic(HookClasses.JDK, "exitMethod", OBJECT).athrow();
        code.exceptionCatchAll(from, end, handler);
      }
    }

    private void field(CodeBuilder code, FieldInstruction field) {
      String owner = field.owner().asInternalName();
      boolean instance = field.opcode() == Opcode.GETFIELD || field.opcode() == Opcode.PUTFIELD;
      boolean read = field.opcode() == Opcode.GETFIELD;
      boolean fenced = read && FENCED.contains(owner + "." + field.name().stringValue());
      if (instance && (fenced || Agent.isConcurrent(owner) && VOLATILES.contains(owner, field.name().stringValue()))) {
        int site = Sites.add(read ? Site.Kind.READ : Site.Kind.WRITE, name.replace('/', '.'),
            "", "", 0, owner, field.name().stringValue(), field.type().stringValue(), false, "");
        if (read) {
          code.dup();
        } else {
          Values.underValue(code, field.typeSymbol());
        }
        code.loadConstant(site).invokestatic(HookClasses.JDK, fenced ? "readFenced" : read ? "readVolatile" : "writeVolatile",
            OBJECT_SITE);
      }
      code.with(field);
    }

    private void monitor(CodeBuilder code, MonitorInstruction monitor) {
      boolean enter = monitor.opcode() == Opcode.MONITORENTER;
      if (timer) {
        code.loadConstant(0).invokestatic(HookClasses.MONITOR, enter ? "enter" : "exit", OBJECT_SITE);
        return;
      }
      code.dup();
      if (enter) {
        code.invokestatic(HookClasses.JDK, "enterReal", OBJECT).with(monitor);
      } else {
        code.invokestatic(HookClasses.JDK, printer ? "exitPrinter" : "exitReal", OBJECT).with(monitor);
      }
    }
  }
}
