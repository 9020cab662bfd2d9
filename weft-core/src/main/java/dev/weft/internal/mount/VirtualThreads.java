package dev.weft.internal.mount;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Typed calls into `java.lang.FiberVirtual`: virtual threads with a scheduler of their own, and what the current thread runs on.
public final class VirtualThreads {
  private static final MethodHandle CREATE =
      Injected.find("FiberVirtual", "create", Thread.class, Executor.class, Runnable.class);
  private static final MethodHandle START =
      Injected.find("FiberVirtual", "start", void.class, Thread.class, Object.class);
  private static final MethodHandle RUN_BY_JDK = Injected.find("FiberVirtual", "runByJdk", void.class, Runnable.class);
  private static final MethodHandle CURRENT_CARRIER = Injected.find("FiberVirtual", "currentCarrier", Thread.class);
  private static final MethodHandle CURRENT_SCHEDULER =
      Injected.find("FiberVirtual", "currentScheduler", Object.class);
  private static final MethodHandle YIELD_KERNEL_THREAD =
      Injected.find("FiberVirtual", "yieldKernelThread", void.class);
  private static final MethodHandle CONTAINER =
      Injected.find("FiberVirtual", "container", Object.class, Supplier.class);

  private VirtualThreads() {}

  /// A thread container for fibers that keeps none of them alive.
  public static Object container(Supplier<Stream<Thread>> threads) {
    try {
      return (Object) CONTAINER.invokeExact(threads);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// An unstarted virtual thread. When it is to go on, the executor gets the body: that is not to be run, but says whose turn it is.
  public static Thread create(Executor scheduler, Runnable body) {
    try {
      return (Thread) CREATE.invokeExact(scheduler, body);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Starts it; the executor is called at once.
  public static void start(Thread thread, Object container) {
    try {
      START.invokeExact(thread, container);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Lets the JDK's own scheduler run the continuation of a virtual thread, as it was submitted to an executor.
  public static void runByJdk(Runnable submitted) {
    try {
      RUN_BY_JDK.invokeExact(submitted);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// The kernel thread under the current thread.
  public static Thread currentCarrier() {
    try {
      return (Thread) CURRENT_CARRIER.invokeExact();
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Who schedules the current virtual thread; null on a kernel thread.
  public static @Nullable Object currentScheduler() {
    try {
      return (Object) CURRENT_SCHEDULER.invokeExact();
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Gives up the kernel thread's time slice without unmounting.
  public static void yieldKernelThread() {
    if (!Mounts.AVAILABLE) {
      Thread.yield();
      return;
    }
    try {
      YIELD_KERNEL_THREAD.invokeExact();
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }
}
