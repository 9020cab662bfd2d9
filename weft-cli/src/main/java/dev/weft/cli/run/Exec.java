package dev.weft.cli.run;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Replaces this process by a command, as the shell's `exec` does: process number, standard streams, working folder,
/// parent and signals stay, so the command's exit code is the process's.
///
/// Where that is not possible, on Windows, the command runs as a child that shares the streams, and its exit code is
/// handed on.
final class Exec {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final int SIGQUIT = 3;

  /// No system has a larger `sigset_t`.
  private static final int SIGNAL_SET_BYTES = 128;

  private static final int COULD_NOT_START = 126;

  private Exec() {}

  /// Returns only with a child's exit code, or when the command could not be started.
  static int become(LaunchPlan plan) throws IOException {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
      return child(plan);
    }
    replace(plan);
    System.err.println("weft run: cannot start " + plan.command().getFirst());
    return COULD_NOT_START;
  }

  private static void replace(LaunchPlan plan) {
    Charset native_ = Charset.forName(System.getProperty("native.encoding"));
    try (Arena arena = Arena.ofConfined()) {
      restoreEnvironment(plan.setAside(), arena, native_);
      unblockQuit(arena);
      List<String> words = plan.command();
      MemorySegment vector = arena.allocate(ValueLayout.ADDRESS, words.size() + 1L);
      for (int i = 0; i < words.size(); i++) {
        vector.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(words.get(i), native_));
      }
      MethodHandle execv = function("execv", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
      int _ = (int) execv.invokeExact(arena.allocateFrom(words.getFirst(), native_), vector);
    } catch (Throwable e) {
      throw new IllegalStateException("the process could not be replaced", e);
    }
  }

  /// Works on the C library's environment, which has every byte as it was, and is what the command gets.
  private static void restoreEnvironment(Map<String, String> setAside, Arena arena, Charset charset) throws Throwable {
    Map<String, String> environment = System.getenv();
    MethodHandle set =
        function("setenv", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    MethodHandle unset = function("unsetenv", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    MethodHandle get = function("getenv", ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    for (Map.Entry<String, String> variable : setAside.entrySet()) {
      if (environment.containsKey(variable.getKey())) {
        MemorySegment aside = arena.allocateFrom(variable.getKey(), charset);
        MemorySegment value = (MemorySegment) get.invokeExact(aside);
        int _ = (int) set.invokeExact(arena.allocateFrom(variable.getValue(), charset), value, 1);
        int _ = (int) unset.invokeExact(aside);
      }
    }
  }

  /// HotSpot blocks SIGQUIT in Java threads, and a signal mask outlives exec: the program's JVM would be deaf to it.
  private static void unblockQuit(Arena arena) throws Throwable {
    MemorySegment set = arena.allocate(SIGNAL_SET_BYTES, ValueLayout.JAVA_LONG.byteAlignment());
    MethodHandle add = function("sigaddset", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    int _ = (int) add.invokeExact(set, SIGQUIT);
    MethodHandle mask =
        function(
            "pthread_sigmask",
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.ADDRESS);
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    int unblock = mac ? 2 : 1;
    int _ = (int) mask.invokeExact(unblock, set, MemorySegment.NULL);
  }

  private static MethodHandle function(String name, ValueLayout result, ValueLayout... parameters) {
    MemorySegment address = LINKER.defaultLookup().findOrThrow(name);
    return LINKER.downcallHandle(address, FunctionDescriptor.of(result, parameters));
  }

  private static int child(LaunchPlan plan) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(plan.command()).inheritIO();
    plan.setAside()
        .forEach(
            (aside, name) -> {
              String value = builder.environment().remove(aside);
              if (value != null) {
                builder.environment().put(name, value);
              }
            });
    Process child = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(child::destroy));
    for (; ; ) {
      try {
        return child.waitFor();
      } catch (InterruptedException ignored) {
        // nobody cancels the wait for the program; only its end ends it
      }
    }
  }
}
