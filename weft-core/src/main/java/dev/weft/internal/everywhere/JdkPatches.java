package dev.weft.internal.everywhere;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The changes to classes of the JDK, each a call of `java.lang.FiberDoor` at one place:
///
/// | patch | class | method | what it does |
/// |---|---|---|---|
/// | `SCHEDULER` | `VirtualThread` | constructor | the default scheduler becomes the one chosen |
/// | `MAIN` | `LauncherHelper` | `checkAndLoadMain` | the launcher starts Weft's wrapper of the main class |
/// | `MAIN` | `Thread` | `isDaemon`, `getThreadGroup` | the main fiber answers as the main thread would, so its threads are not daemons |
/// | `USAGE_EXIT` | `LauncherHelper` | `abort` | a program that cannot be started ends with exit code 2, as Weft's own mistakes in usage do |
///
/// A patch whose place is not found is an error that names it: the JDK has changed, and silence would run the program
/// elsewhere than asked.
final class JdkPatches {
  enum Patch {
    SCHEDULER,
    MAIN,
    USAGE_EXIT
  }

  private static final ClassDesc DOOR = ClassDesc.of("java.lang.FiberDoor");
  private static final ClassDesc LAUNCHER = ClassDesc.of("sun.launcher.LauncherHelper");
  private static final ClassDesc EXECUTOR = ClassDesc.of("java.util.concurrent.Executor");
  private static final ClassDesc THREAD = ClassDesc.of("java.lang.Thread");
  private static final ClassDesc GROUP = ClassDesc.of("java.lang.ThreadGroup");

  private static final MethodTypeDesc CHOOSE = MethodTypeDesc.of(EXECUTOR, EXECUTOR);
  private static final MethodTypeDesc LAUNCHING = MethodTypeDesc.of(ConstantDescs.CD_Class, ConstantDescs.CD_Class);
  private static final MethodTypeDesc DAEMON = MethodTypeDesc.of(ConstantDescs.CD_boolean, THREAD);
  private static final MethodTypeDesc GROUP_OF = MethodTypeDesc.of(GROUP, GROUP, THREAD);

  private static final int USAGE = 2;

  /// Writes one instruction of a method, changed or not, and says whether it changed it.
  private interface Edit {
    boolean write(CodeBuilder code, CodeElement instruction);
  }

  /// One edited method.
  private record Place(String type, String method, Edit edit) {}

  private static final Map<Patch, List<Place>> PLACES =
      Map.of(
          Patch.SCHEDULER,
          List.of(new Place("java/lang/VirtualThread", "<init>", JdkPatches::chooseScheduler)),
          Patch.MAIN,
          List.of(
              new Place("sun/launcher/LauncherHelper", "checkAndLoadMain", JdkPatches::wrapMain),
              new Place("java/lang/Thread", "isDaemon", JdkPatches::mainIsNoDaemon),
              new Place("java/lang/Thread", "getThreadGroup", JdkPatches::mainGroup)),
          Patch.USAGE_EXIT,
          List.of(new Place("sun/launcher/LauncherHelper", "abort", JdkPatches::exitWithUsage)));

  private JdkPatches() {}

  static void apply(Instrumentation agent, Set<Patch> patches) throws ReflectiveOperationException {
    Map<String, Map<String, Place>> byType = new LinkedHashMap<>();
    for (Patch patch : patches) {
      for (Place place : PLACES.getOrDefault(patch, List.of())) {
        byType.computeIfAbsent(place.type(), _ -> new LinkedHashMap<>()).put(place.method(), place);
      }
    }
    for (Map.Entry<String, Map<String, Place>> type : byType.entrySet()) {
      retransform(agent, type.getKey(), type.getValue());
    }
  }

  private static void retransform(Instrumentation agent, String type, Map<String, Place> places)
      throws ReflectiveOperationException {
    Class<?> target = Class.forName(type.replace('/', '.'), false, null);
    Transformer transformer = new Transformer(target, places);
    agent.addTransformer(transformer, true);
    try {
      agent.retransformClasses(target);
    } catch (UnmodifiableClassException e) {
      throw new ReflectiveOperationException(e);
    }
    Throwable failure = transformer.failure;
    if (failure != null) {
      throw new ReflectiveOperationException(
          "cannot patch " + target.getName() + " of Java " + Runtime.version() + ": " + failure.getMessage(), failure);
    }
  }

  /// Stays registered, so that another agent's retransformation of the same class keeps the patch.
  private static final class Transformer implements ClassFileTransformer {
    private final Class<?> target;
    private final Map<String, Place> places;
    private volatile @Nullable Throwable failure;

    Transformer(Class<?> target, Map<String, Place> places) {
      this.target = target;
      this.places = places;
    }

    @Override
    public byte @Nullable [] transform(
        @Nullable Module module,
        @Nullable ClassLoader loader,
        @Nullable String name,
        @Nullable Class<?> redefined,
        @Nullable ProtectionDomain domain,
        byte[] bytes) {
      if (redefined != target) {
        return null;
      }
      try {
        return edit(bytes);
      } catch (Throwable e) {
        failure = e;
        return null;
      }
    }

    private byte[] edit(byte[] bytes) {
      ClassFile classFile = ClassFile.of();
      Set<String> missing = new HashSet<>(places.keySet());
      ClassTransform transform = ClassTransform.ACCEPT_ALL;
      for (Place place : places.values()) {
        CodeTransform body =
            (code, instruction) -> {
              if (place.edit().write(code, instruction)) {
                missing.remove(place.method());
              }
            };
        transform =
            transform.andThen(
                ClassTransform.transformingMethodBodies(
                    method -> method.methodName().equalsString(place.method()), body));
      }
      byte[] edited = classFile.transformClass(classFile.parse(bytes), transform);
      if (!missing.isEmpty()) {
        throw new IllegalStateException("the expected instruction is not in " + missing);
      }
      return edited;
    }
  }

  private static boolean chooseScheduler(CodeBuilder code, CodeElement instruction) {
    code.with(instruction);
    if (instruction instanceof FieldInstruction field
        && field.opcode() == Opcode.GETSTATIC
        && field.name().equalsString("DEFAULT_SCHEDULER")) {
      code.invokestatic(DOOR, "choose", CHOOSE);
      return true;
    }
    return false;
  }

  /// The launcher has checked the program's `main` and noted its form; the wrapper's is the classic one.
  private static boolean wrapMain(CodeBuilder code, CodeElement instruction) {
    boolean found = instruction instanceof ReturnInstruction back && back.opcode() == Opcode.ARETURN;
    if (found) {
      code.invokestatic(DOOR, "launching", LAUNCHING)
          .iconst_1()
          .putstatic(LAUNCHER, "isStaticMain", ConstantDescs.CD_boolean)
          .iconst_0()
          .putstatic(LAUNCHER, "noArgMain", ConstantDescs.CD_boolean);
    }
    code.with(instruction);
    return found;
  }

  private static boolean mainIsNoDaemon(CodeBuilder code, CodeElement instruction) {
    if (instruction instanceof ConstantInstruction constant && constant.opcode() == Opcode.ICONST_1) {
      code.aload(0).invokestatic(DOOR, "daemon", DAEMON);
      return true;
    }
    code.with(instruction);
    return false;
  }

  private static boolean mainGroup(CodeBuilder code, CodeElement instruction) {
    code.with(instruction);
    if (instruction instanceof InvokeInstruction call && call.name().equalsString("virtualThreadGroup")) {
      code.aload(0).invokestatic(DOOR, "group", GROUP_OF);
      return true;
    }
    return false;
  }

  private static boolean exitWithUsage(CodeBuilder code, CodeElement instruction) {
    boolean found = instruction instanceof InvokeInstruction call && call.name().equalsString("exit");
    if (found) {
      code.pop().loadConstant(USAGE);
    }
    code.with(instruction);
    return found;
  }
}
