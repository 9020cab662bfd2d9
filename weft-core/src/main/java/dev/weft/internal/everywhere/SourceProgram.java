package dev.weft.internal.everywhere;

import java.io.File;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/// A program given as source: what the launcher starts then is the JDK's own `SourceLauncher` (JEP 330 and 458). It is
/// called here as its `main` would call it, with two differences: Weft's jar is on the compiler's class path, so that
/// `import dev.weft.*` needs no option, and the exit code of a program that does not compile can be chosen.
final class SourceProgram {
  private static final String LAUNCHER = "com.sun.tools.javac.launcher.SourceLauncher";
  private static final String START = "execute";
  private static final String FAULT = "com.sun.tools.javac.launcher.Fault";
  private static final String CLASS_PATH_OPTION = "--class-path";

  /// The jar to compile against, and the exit code of a fault that is found before `main` starts.
  record Settings(String weftJar, int faultExit) {}

  private SourceProgram() {}

  static boolean isLauncher(Class<?> main) {
    return main.getName().equals(LAUNCHER);
  }

  /// Compiles and runs; what `main` throws comes out as it is, cut by the launcher.
  static void run(JdkDoor door, Class<?> launcher, Settings settings, String[] arguments) throws Throwable {
    door.open(launcher);
    Object instance = launcher.getConstructor(PrintStream.class).newInstance(System.err);
    try {
      launcher
          .getMethod("run", String[].class, String[].class)
          .invoke(instance, withWeft(runtimeArguments(door), settings.weftJar()), arguments);
    } catch (InvocationTargetException e) {
      Throwable thrown = StackTraces.causeOf(e);
      if (thrown.getClass().getName().equals(FAULT)) {
        System.err.println(thrown.getMessage());
        System.exit(settings.faultExit());
      }
      throw thrown instanceof InvocationTargetException ofMain ? StackTraces.causeOf(ofMain) : thrown;
    }
  }

  /// Whether that thread, which runs it, is still at the compilation, or looks for what to start.
  static boolean isCompiling(Thread running) {
    for (StackTraceElement frame : running.getStackTrace()) {
      if (frame.getClassName().equals(LAUNCHER)) {
        return !frame.getMethodName().equals(START);
      }
    }
    return false;
  }

  private static String[] runtimeArguments(JdkDoor door) throws Throwable {
    MethodHandle arguments =
        door.javaBase()
            .findStatic(
                Class.forName("jdk.internal.misc.VM"), "getRuntimeArguments", MethodType.methodType(String[].class));
    return (String[]) arguments.invokeExact();
  }

  /// The JVM's arguments, of which the compiler takes those that matter to it (the last class path counts).
  private static String[] withWeft(String[] runtimeArguments, String weftJar) {
    String[] all = Arrays.copyOf(runtimeArguments, runtimeArguments.length + 2);
    String classPath = System.getProperty("java.class.path", "");
    all[runtimeArguments.length] = CLASS_PATH_OPTION;
    all[runtimeArguments.length + 1] = classPath.isEmpty() ? weftJar : classPath + File.pathSeparator + weftJar;
    return all;
  }
}
