package dev.weft.internal.mount;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Typed calls into `java.lang.FiberMount`, which is defined in `java.lang` when this class is initialised.
///
/// That needs `java.base/java.lang` to be open to Weft: by the flag `--add-opens`, by the jar's `Add-Opens` entry or by
/// the agent. Where it is not, [#AVAILABLE] is false, [#whyUnavailable()] says what to do, and Weft runs its fibers on
/// the JDK's own scheduler.
public final class Mounts {
  /// What [#run] returns: nothing is left to do for the carrier.
  public static final int NOTHING = 0;

  /// What [#run] returns: it was unparked while it parked, and must run again.
  public static final int RESUME = 1;

  /// What [#run] returns: it yielded, and belongs at the back of the queue.
  public static final int REQUEUE = 2;

  /// What [#run] returns: its body has ended. Then it can [#runAnew], or [#finish].
  public static final int ENDED = 3;

  private static final String RESOURCE = "/dev/weft/internal/inject/java/lang/FiberMount.class";

  private static final @Nullable Throwable FAILURE;
  private static final MethodHandle CREATE;
  private static final MethodHandle START;
  private static final MethodHandle IS_TASK_OF;
  private static final MethodHandle RUN_BY_JDK;
  private static final MethodHandle CURRENT_CARRIER;
  private static final MethodHandle CURRENT_SCHEDULER;
  private static final MethodHandle PARK;
  private static final MethodHandle YIELD;
  private static final MethodHandle WAKE;
  private static final MethodHandle RUN_ANEW;
  private static final MethodHandle RUN;
  private static final MethodHandle FINISH;
  private static final MethodHandle YIELD_KERNEL_THREAD;
  private static final MethodHandle LOCALS;
  private static final MethodHandle BINDINGS;
  private static final MethodHandle BEGIN;
  private static final MethodHandle END;
  private static final MethodHandle RUN_FRESH;
  private static final MethodHandle RUN_BOUND;
  private static final MethodHandle CONTAINER;

  /// Whether fibers can run on carriers of Weft in this JVM.
  public static final boolean AVAILABLE;

  static {
    Throwable failure = null;
    Linker linker = new Linker(null);
    try {
      if (Boolean.getBoolean("dev.weft.unmounted")) {
        throw new IllegalAccessException("switched off by -Ddev.weft.unmounted=true");
      }
      linker = new Linker(define());
    } catch (IllegalAccessException | IOException | LinkageError e) {
      failure = e;
      var logger = System.getLogger("dev.weft");
      logger.log(Level.DEBUG, "Weft runs on the JDK's scheduler: {0}", reason(e));
    }
    FAILURE = failure;
    AVAILABLE = failure == null;
    CREATE = linker.find("create", Thread.class, Executor.class, Runnable.class);
    START = linker.find("start", void.class, Thread.class, Object.class);
    IS_TASK_OF = linker.find("isTaskOf", boolean.class, Thread.class, Runnable.class);
    RUN_BY_JDK = linker.find("runByJdk", void.class, Runnable.class);
    CURRENT_CARRIER = linker.find("currentCarrier", Thread.class);
    CURRENT_SCHEDULER = linker.find("currentScheduler", Executor.class);
    PARK = linker.find("park", void.class, Thread.class);
    YIELD = linker.find("yieldNow", void.class, Thread.class);
    WAKE = linker.find("wake", boolean.class, Thread.class);
    RUN_ANEW = linker.find("runAnew", int.class, Thread.class);
    RUN = linker.find("run", int.class, Thread.class);
    FINISH = linker.find("finish", void.class, Thread.class);
    YIELD_KERNEL_THREAD = linker.find("yieldKernelThread", void.class);
    LOCALS = linker.find("inheritableLocals", Object.class);
    BINDINGS = linker.find("bindings", Object.class);
    BEGIN = linker.find("begin", void.class, Thread.class, Object.class, ClassLoader.class, String.class);
    END = linker.find("end", void.class, Thread.class);
    RUN_FRESH =
        linker.find(
            "runFresh", void.class, Thread.class, Object.class, Object.class, ClassLoader.class, String.class,
            Runnable.class);
    RUN_BOUND = linker.find("runBound", void.class, Thread.class, Object.class, Runnable.class);
    CONTAINER = linker.find("container", Object.class, Supplier.class);
  }

  private Mounts() {}

  private static Class<?> define() throws IllegalAccessException, IOException {
    var lookup = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
    try {
      return lookup.findClass("java.lang.FiberMount"); // another class loader of this JVM was first
    } catch (ClassNotFoundException e) {
      try (InputStream bytes = Mounts.class.getResourceAsStream(RESOURCE)) {
        if (bytes == null) {
          throw new IOException("the resource " + RESOURCE + " is missing from Weft's jar");
        }
        return lookup.defineClass(bytes.readAllBytes());
      }
    }
  }

  /// What is missing and what to do about it, for people; empty if nothing is.
  public static String whyUnavailable() {
    return FAILURE == null ? "" : reason(FAILURE);
  }

  private static String reason(Throwable failure) {
    return failure instanceof IllegalAccessException
        ? "java.lang is not open to it; start the JVM with --add-opens java.base/java.lang=ALL-UNNAMED"
            + " (or =dev.weft.core on the module path), or with -javaagent:weft.jar, or with `weft run`"
        : "this JVM is not one it knows how to mount fibers on (" + failure + ")";
  }

  /// An unstarted virtual thread whose continuation goes to the executor.
  public static Thread create(Executor scheduler, Runnable body) {
    try {
      return (Thread) CREATE.invokeExact(scheduler, body);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Starts it; the executor is called at once.
  public static void start(Thread thread, Object container) {
    try {
      START.invokeExact(thread, container);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Whether it is the thread's own continuation that has been submitted to its executor.
  public static boolean isTaskOf(Thread thread, Runnable submitted) {
    try {
      return (boolean) IS_TASK_OF.invokeExact(thread, submitted);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// The kernel thread under the current thread.
  public static Thread currentCarrier() {
    try {
      return (Thread) CURRENT_CARRIER.invokeExact();
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Who schedules the current virtual thread; null on a kernel thread.
  public static @Nullable Executor currentScheduler() {
    try {
      return (Executor) CURRENT_SCHEDULER.invokeExact();
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Parks the current fiber's thread; may return for no reason.
  public static void park(Thread self) {
    try {
      PARK.invokeExact(self);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Goes to the back of the queue.
  public static void yieldNow(Thread self) {
    try {
      YIELD.invokeExact(self);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// True if the caller must now schedule the thread.
  public static boolean wake(Thread thread) {
    try {
      return (boolean) WAKE.invokeExact(thread);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Runs a thread that has been started, or whose body has ended, on this carrier; as [#run] else.
  public static int runAnew(Thread thread) {
    try {
      return (int) RUN_ANEW.invokeExact(thread);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Ends a thread whose body has ended: it will not begin again.
  public static void finish(Thread thread) {
    try {
      FINISH.invokeExact(thread);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Runs the thread on this carrier until it parks, yields, blocks or ends; returns the carrier's duty.
  public static int run(Thread thread) {
    try {
      return (int) RUN.invokeExact(thread);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Gives up the kernel thread's time slice without unmounting.
  public static void yieldKernelThread() {
    if (!AVAILABLE) {
      Thread.yield();
      return;
    }
    try {
      YIELD_KERNEL_THREAD.invokeExact();
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// The inheritable thread locals that a fork made now would get, or null.
  public static @Nullable Object inheritableLocals() {
    try {
      return (Object) LOCALS.invokeExact();
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// The scoped values that a fork made now would get, or null.
  public static @Nullable Object bindings() {
    try {
      return (Object) BINDINGS.invokeExact();
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Makes the current, reused thread as new for a fiber without scoped values, until [#end].
  public static void begin(Thread self, @Nullable Object locals, @Nullable ClassLoader loader, String name) {
    try {
      BEGIN.invokeExact(self, locals, loader, name);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Leaves the thread as new after [#begin].
  public static void end(Thread self) {
    try {
      END.invokeExact(self);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Runs one fiber's body with scoped values on the current, reused thread, and leaves the thread as new.
  public static void runFresh(
      Thread self,
      Object bindings,
      @Nullable Object locals,
      @Nullable ClassLoader loader,
      String name,
      Runnable body) {
    try {
      RUN_FRESH.invokeExact(self, bindings, locals, loader, name, body);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Runs one fiber's body with inherited scoped values on the current thread, which nothing else has used before or is reused for
  /// fibers alone.
  public static void runBound(Thread self, Object bindings, Runnable body) {
    try {
      RUN_BOUND.invokeExact(self, bindings, body);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Lets the JDK's own scheduler run the continuation of a virtual thread, as it was submitted to an executor.
  public static void runByJdk(Runnable submitted) {
    try {
      RUN_BY_JDK.invokeExact(submitted);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// A thread container for fibers that keeps none of them alive.
  public static Object container(Supplier<Stream<Thread>> threads) {
    try {
      return (Object) CONTAINER.invokeExact(threads);
    } catch (Throwable t) {
      throw unexpected(t);
    }
  }

  /// Errors such as StackOverflowError pass as they are; the injected class throws nothing checked.
  private static RuntimeException unexpected(Throwable t) {
    if (t instanceof Error e) {
      throw e;
    }
    if (t instanceof RuntimeException e) {
      throw e;
    }
    throw new IllegalStateException("mounting a fiber failed", t);
  }

  /// Finds the injected class's methods; where there is none, stands in with handles that nobody calls.
  private record Linker(@Nullable Class<?> type) {
    MethodHandle find(String name, Class<?> result, Class<?>... parameters) {
      MethodType shape = MethodType.methodType(result, parameters);
      if (type == null) {
        return MethodHandles.empty(shape);
      }
      try {
        return MethodHandles.lookup().findStatic(type, name, shape);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }
}
