package dev.weft.cli.run;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.util.List;

/// The functions of the C library that replace a process. The environment is the C library's own, which has every byte
/// of it as it was.
final class Posix {
  private static final ValueLayout INT = ValueLayout.JAVA_INT;
  private static final ValueLayout POINTER = ValueLayout.ADDRESS;

  private static final int SIGQUIT = 3;
  private static final boolean MAC = System.getProperty("os.name").startsWith("Mac");
  private static final int SIG_UNBLOCK = MAC ? 2 : 1;
  private static final int F_SETFD = 2;
  private static final int FD_CLOEXEC = 1;

  /// No system has a larger `sigset_t`.
  private static final int SIGNAL_SET_BYTES = 128;

  private final Arena arena = Arena.global();
  private final Charset charset = Charset.forName(System.getProperty("native.encoding"));
  private final MethodHandle getenv;
  private final MethodHandle setenv;
  private final MethodHandle unsetenv;
  private final MethodHandle sigaddset;
  private final MethodHandle sigmask;
  private final MethodHandle fcntl;
  private final MethodHandle execv;

  private Posix(Linker linker) {
    getenv = function(linker, "getenv", FunctionDescriptor.of(POINTER, POINTER));
    setenv = function(linker, "setenv", FunctionDescriptor.of(INT, POINTER, POINTER, INT));
    unsetenv = function(linker, "unsetenv", FunctionDescriptor.of(INT, POINTER));
    sigaddset = function(linker, "sigaddset", FunctionDescriptor.of(INT, POINTER, INT));
    sigmask = function(linker, "pthread_sigmask", FunctionDescriptor.of(INT, INT, POINTER, POINTER));
    fcntl = function(linker, "fcntl", FunctionDescriptor.of(INT, INT, INT, INT), Linker.Option.firstVariadicArg(2));
    execv = function(linker, "execv", FunctionDescriptor.of(INT, POINTER, POINTER));
  }

  static Posix link() {
    return new Posix(Linker.nativeLinker());
  }

  private static MethodHandle function(
      Linker linker, String name, FunctionDescriptor type, Linker.Option... options) {
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
  }

  /// Gives the value of one variable to another, and takes the first away; nothing when there is no such variable.
  void rename(String from, String to) {
    try {
      MemorySegment old = text(from);
      MemorySegment value = (MemorySegment) getenv.invokeExact(old);
      if (!value.equals(MemorySegment.NULL)) {
        int _ = (int) setenv.invokeExact(text(to), value, 1);
        int _ = (int) unsetenv.invokeExact(old);
      }
    } catch (Throwable e) {
      throw failed("setenv", e);
    }
  }

  /// HotSpot blocks SIGQUIT in Java threads, and a signal mask outlives exec: the program's JVM would be deaf to it.
  void unblockQuit() {
    try {
      MemorySegment set = arena.allocate(SIGNAL_SET_BYTES, ValueLayout.JAVA_LONG.byteAlignment());
      int _ = (int) sigaddset.invokeExact(set, SIGQUIT);
      int _ = (int) sigmask.invokeExact(SIG_UNBLOCK, set, MemorySegment.NULL);
    } catch (Throwable e) {
      throw failed("pthread_sigmask", e);
    }
  }

  void closeOnExec(int descriptor) {
    try {
      int _ = (int) fcntl.invokeExact(descriptor, F_SETFD, FD_CLOEXEC);
    } catch (Throwable e) {
      throw failed("fcntl", e);
    }
  }

  /// Returns only when the command cannot be started.
  void execute(List<String> words) {
    MemorySegment vector = arena.allocate(ValueLayout.ADDRESS, words.size() + 1L);
    for (int i = 0; i < words.size(); i++) {
      vector.setAtIndex(ValueLayout.ADDRESS, i, text(words.get(i)));
    }
    try {
      int _ = (int) execv.invokeExact(text(words.getFirst()), vector);
    } catch (Throwable e) {
      throw failed("execv", e);
    }
  }

  private MemorySegment text(String text) {
    return arena.allocateFrom(text, charset);
  }

  /// A downcall throws nothing of its own.
  private static IllegalStateException failed(String function, Throwable e) {
    return new IllegalStateException("the call of " + function + " failed", e);
  }
}
