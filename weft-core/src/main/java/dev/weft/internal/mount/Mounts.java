package dev.weft.internal.mount;

import java.lang.invoke.MethodHandle;

/// Typed calls into `java.lang.FiberMount` and `FiberPark`: a carrier mounts a virtual thread, which parks and is woken.
///
/// That needs `java.base/java.lang` to be open to Weft. Where it is not, [#AVAILABLE] is false, [#whyUnavailable()] says what to
/// do, and Weft runs its fibers on the JDK's own scheduler.
public final class Mounts {
  /// Whether fibers can run on carriers of Weft in this JVM.
  public static final boolean AVAILABLE = Injected.FAILURE == null;

  /// What [#run] returns: nothing is left to do for the carrier.
  public static final int NOTHING = 0;

  /// What [#run] returns: it was unparked while it parked, and must run again.
  public static final int RESUME = 1;

  /// What [#run] returns: it yielded, and belongs at the back of the queue.
  public static final int REQUEUE = 2;

  /// What [#run] returns: its body has ended. Then it can [#runAnew], or [#finish].
  public static final int ENDED = 3;

  private static final MethodHandle PARK = Injected.find("FiberPark", "park", void.class, Thread.class);
  private static final MethodHandle YIELD = Injected.find("FiberPark", "yieldNow", void.class, Thread.class);
  private static final MethodHandle WAKE = Injected.find("FiberPark", "wake", boolean.class, Thread.class);
  private static final MethodHandle BEGIN = Injected.find("FiberBody", "begin", void.class, Thread.class);
  private static final MethodHandle END = Injected.find("FiberBody", "end", void.class, Thread.class);
  private static final MethodHandle IS_RECORDED = Injected.find("FiberBody", "isRecorded", boolean.class);
  private static final MethodHandle RUN_RECORDED =
      Injected.find("FiberBody", "runRecorded", void.class, Thread.class, Runnable.class);
  private static final MethodHandle UNCAUGHT = Injected.find("FiberBody", "uncaught", void.class, Thread.class, Throwable.class);
  private static final MethodHandle RUN_ANEW = Injected.find("FiberMount", "runAnew", int.class, Thread.class);
  private static final MethodHandle RUN = Injected.find("FiberMount", "run", int.class, Thread.class);
  private static final MethodHandle FINISH = Injected.find("FiberMount", "finish", void.class, Thread.class);

  private Mounts() {}

  /// What is missing and what to do about it, for people; empty if nothing is.
  public static String whyUnavailable() {
    return Injected.whyMissing();
  }

  /// Parks the current fiber's thread; may return for no reason.
  public static void park(Thread self) {
    try {
      PARK.invokeExact(self);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Goes to the back of the queue.
  public static void yieldNow(Thread self) {
    try {
      YIELD.invokeExact(self);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// True if the caller must now schedule the thread.
  public static boolean wake(Thread thread) {
    try {
      return (boolean) WAKE.invokeExact(thread);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Runs a thread that has been started, or whose body has ended, on this carrier; as [#run] else.
  public static int runAnew(Thread thread) {
    try {
      return (int) RUN_ANEW.invokeExact(thread);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Runs the thread on this carrier until it parks, yields, blocks or ends; returns the carrier's duty.
  public static int run(Thread thread) {
    try {
      return (int) RUN.invokeExact(thread);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Ends a thread whose body has ended: it will not begin again.
  public static void finish(Thread thread) {
    try {
      FINISH.invokeExact(thread);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  // ---- for the body of a thread, see FiberBody

  /// Tells debuggers that the thread begins; before all else.
  public static void begin(Thread self) {
    try {
      BEGIN.invokeExact(self);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Tells debuggers that the thread ends; after all else.
  public static void end(Thread self) {
    try {
      END.invokeExact(self);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Whether JFR wants to know when the thread begins and ends: then the rest of the body is [#runRecorded].
  public static boolean isRecorded() {
    try {
      return (boolean) IS_RECORDED.invokeExact();
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// Runs the rest of the body and tells JFR.
  public static void runRecorded(Thread self, Runnable rest) {
    try {
      RUN_RECORDED.invokeExact(self, rest);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }

  /// What has come out of the body goes to the handler for that.
  public static void uncaught(Thread self, Throwable thrown) {
    try {
      UNCAUGHT.invokeExact(self, thrown);
    } catch (Throwable t) {
      throw Injected.unexpected(t);
    }
  }
}
