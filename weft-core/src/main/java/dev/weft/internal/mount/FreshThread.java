package dev.weft.internal.mount;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// Typed calls into `java.lang.FiberFresh`: what a fiber inherits, and how a reused thread is made as new for it.
public final class FreshThread {
  private static final MethodHandle LOCALS = Injected.find("FiberFresh", "inheritableLocals", Object.class);
  private static final MethodHandle BINDINGS = Injected.find("FiberFresh", "bindings", Object.class);
  private static final MethodHandle BEGIN =
      Injected.find("FiberFresh", "begin", void.class, Thread.class, Object.class, ClassLoader.class, String.class);
  private static final MethodHandle END = Injected.find("FiberFresh", "end", void.class, Thread.class);
  private static final MethodHandle RUN =
      Injected.find(
          "FiberFresh", "run", void.class, Thread.class, Object.class, Object.class, ClassLoader.class, String.class, Runnable.class);
  private static final MethodHandle RUN_BOUND =
      Injected.find("FiberFresh", "runBound", void.class, Thread.class, Object.class, Runnable.class);

  private FreshThread() {}

  /// The inheritable thread locals that a fork made now would get, or null.
  public static @Nullable Object inheritableLocals() {
    try {
      return (Object) LOCALS.invokeExact();
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// The scoped values that a fork made now would get, or null.
  public static @Nullable Object bindings() {
    try {
      return (Object) BINDINGS.invokeExact();
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Makes the current, reused thread as new for a fiber without scoped values, until [#end].
  public static void begin(Thread self, @Nullable Object locals, @Nullable ClassLoader loader, String name) {
    try {
      BEGIN.invokeExact(self, locals, loader, name);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Leaves the thread as new after [#begin].
  public static void end(Thread self) {
    try {
      END.invokeExact(self);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Runs one fiber's body with scoped values on the current, reused thread, and leaves the thread as new.
  public static void run(
      Thread self,
      Object bindings,
      @Nullable Object locals,
      @Nullable ClassLoader loader,
      String name,
      Runnable body) {
    try {
      RUN.invokeExact(self, bindings, locals, loader, name, body);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Runs something of a fiber's with the scoped values that it has inherited on the current thread, whatever its kind, and puts those back
  /// that the thread had.
  public static void runBound(Thread self, Object bindings, Runnable body) {
    try {
      RUN_BOUND.invokeExact(self, bindings, body);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }
}
