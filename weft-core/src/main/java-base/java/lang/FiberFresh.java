package java.lang;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import jdk.internal.vm.StackableScope;
import jdk.internal.vm.annotation.Hidden;

/// One virtual thread, many fibers, one after the other: each must find the thread as fresh as a new one.
///
/// That is its name, thread locals, inherited ones, scoped values, context class loader, uncaught exception handler and interrupt status.
/// They are looked at and written only where something has changed: most fibers leave nothing behind.
public final class FiberFresh {
  private static final Object NEW_THREAD_BINDINGS = Thread.class;

  private static final VarHandle THREAD_LOCALS =
      FiberHandles.field(Thread.class, "threadLocals", ThreadLocal.ThreadLocalMap.class);
  private static final VarHandle INHERITED_LOCALS =
      FiberHandles.field(Thread.class, "inheritableThreadLocals", ThreadLocal.ThreadLocalMap.class);
  private static final VarHandle LOADER = FiberHandles.field(Thread.class, "contextClassLoader", ClassLoader.class);
  private static final VarHandle NAME = FiberHandles.field(Thread.class, "name", String.class);
  private static final VarHandle HANDLER =
      FiberHandles.field(Thread.class, "uncaughtExceptionHandler", Thread.UncaughtExceptionHandler.class);
  private static final VarHandle BINDINGS = FiberHandles.field(Thread.class, "scopedValueBindings", Object.class);
  private static final MethodHandle CURRENT_BINDINGS = currentBindings();

  private FiberFresh() {}

  private static MethodHandle currentBindings() {
    MethodHandle found =
        FiberHandles.function(ScopedValue.class, "scopedValueBindings", FiberHandles.type("java.lang.ScopedValue$Snapshot"));
    return found.asType(found.type().changeReturnType(Object.class));
  }

  /// What a new thread would inherit from the current one: its inheritable thread locals, or null.
  public static Object inheritableLocals() {
    ThreadLocal.ThreadLocalMap parent = Thread.currentThread().inheritableThreadLocals();
    return parent == null || parent.size() == 0 ? null : ThreadLocal.createInheritedMap(parent);
  }

  /// The scoped values bound here, to be bound in a fork; null if there are none.
  public static Object bindings() throws Throwable {
    Object bindings = Thread.scopedValueBindings();
    if (bindings == NEW_THREAD_BINDINGS) {
      return null;
    }
    return FiberBindings.inherited((ScopedValue.Snapshot) (Object) CURRENT_BINDINGS.invokeExact());
  }

  /// Makes the current thread as fresh as a new one for a fiber without scoped values. [#end] comes after it.
  ///
  /// Between the two callbacks have run on this thread, of those who waited for a fiber's end or for a timer: they may have left thread locals.
  public static void begin(Thread self, Object locals, ClassLoader loader, String name) {
    if (self.getName() != name) {
      NAME.setOpaque(self, name);
    }
    if ((ClassLoader) LOADER.getOpaque(self) != loader) {
      LOADER.setOpaque(self, loader);
    }
    if ((ThreadLocal.ThreadLocalMap) THREAD_LOCALS.get(self) != null) {
      THREAD_LOCALS.set(self, (ThreadLocal.ThreadLocalMap) null);
    }
    if ((ThreadLocal.ThreadLocalMap) INHERITED_LOCALS.get(self) != locals) {
      INHERITED_LOCALS.set(self, (ThreadLocal.ThreadLocalMap) locals);
    }
  }

  /// Runs one fiber's body on the current thread, with scoped values.
  @Hidden
  public static void run(Thread self, Object bindings, Object locals, ClassLoader loader, String name,
      Runnable body) {
    begin(self, locals, loader, name);
    BINDINGS.set(self, bindings);
    Thread.setScopedValueCache(null);
    try {
      self.runWith(bindings, body);
    } finally {
      end(self);
    }
  }

  /// Runs something of a fiber's with the scoped values that it has inherited on the current thread, whatever its kind.
  @Hidden
  public static void runBound(Thread self, Object bindings, Runnable body) {
    Object before = BINDINGS.get(self);
    BINDINGS.set(self, bindings);
    Thread.setScopedValueCache(null);
    try {
      self.runWith(bindings, body);
    } finally {
      BINDINGS.set(self, before);
      Thread.setScopedValueCache(null);
    }
  }

  /// After a fiber's end: nothing of it is left for the next one on this thread.
  public static void end(Thread self) {
    if (self.headStackableScopes() != null) {
      StackableScope.popAll();
    }
    if ((ThreadLocal.ThreadLocalMap) THREAD_LOCALS.get(self) != null) {
      THREAD_LOCALS.set(self, (ThreadLocal.ThreadLocalMap) null);
    }
    if ((ThreadLocal.ThreadLocalMap) INHERITED_LOCALS.get(self) != null) {
      INHERITED_LOCALS.set(self, (ThreadLocal.ThreadLocalMap) null);
    }
    if ((Thread.UncaughtExceptionHandler) HANDLER.getOpaque(self) != null) {
      HANDLER.setOpaque(self, (Thread.UncaughtExceptionHandler) null);
    }
    if ((Object) BINDINGS.get(self) != NEW_THREAD_BINDINGS) {
      BINDINGS.set(self, NEW_THREAD_BINDINGS);
    }
    Thread.setScopedValueCache(null);
    if (self.interrupted) {
      ((VirtualThread) self).getAndClearInterrupt();
    }
  }
}
