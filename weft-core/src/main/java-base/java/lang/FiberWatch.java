package java.lang;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;

/// Looks at what the JDK keeps to itself of threads: which there are, which are asleep, and on what they run. What one of them waits for
/// is in `FiberSnapshots`, what could still wake them in `FiberHopes`. It changes nothing.
///
/// Defined in `java.lang` at run time and called by reflection only (see `dev.weft.internal.observe.JdkWatch`).
public final class FiberWatch {
  // States of java.lang.VirtualThread in which it is unmounted and waits for somebody.
  private static final int PARKED = 4;
  private static final int BLOCKED = 13;
  private static final int WAIT = 16;
  private static final int SUSPENDED = 1 << 8;

  private static final VarHandle STATE = FiberHandles.field(VirtualThread.class, "state", int.class);
  private static final VarHandle PARK_PERMIT = FiberHandles.field(VirtualThread.class, "parkPermit", boolean.class);
  private static final VarHandle BLOCK_PERMIT = FiberHandles.field(VirtualThread.class, "blockPermit", boolean.class);
  private static final VarHandle NOTIFIED = FiberHandles.field(VirtualThread.class, "notified", boolean.class);
  private static final VarHandle TO_UNBLOCK = FiberHandles.field(VirtualThread.class, "onWaitingList", boolean.class);
  private static final VarHandle TERMINATION = FiberHandles.field(VirtualThread.class, "termination", CountDownLatch.class);
  private static final VarHandle SCHEDULER = FiberHandles.field(VirtualThread.class, "scheduler", Executor.class);
  private static final VarHandle CARRIER = FiberHandles.field(VirtualThread.class, "carrierThread", Thread.class);
  private static final VarHandle MOUNTED = FiberHandles.field(Thread.class, "cont", Continuation.class);
  private static final VarHandle BODY = FiberHandles.field(Continuation.class, "target", Runnable.class);
  private static final Class<?> BODY_TYPE = FiberHandles.type("java.lang.VirtualThread$VThreadContinuation$1");
  private static final VarHandle BODY_OWNER = FiberHandles.field(BODY_TYPE, "val$vthread", VirtualThread.class);
  private static final VarHandle LATCH =
      FiberHandles.field(CountDownLatch.class, "sync", FiberHandles.type("java.util.concurrent.CountDownLatch$Sync"));
  private static final VarHandle DELAYS =
      FiberHandles.field(ForkJoinPool.class, "delayScheduler", FiberHandles.type("java.util.concurrent.DelayScheduler"));

  private FiberWatch() {}

  // ---- all threads

  /// Every live platform thread and every live virtual thread that the JDK keeps track of.
  public static List<Thread> threads() {
    List<Thread> all = new ArrayList<>();
    collect(ThreadContainers.root(), all);
    return all;
  }

  private static void collect(ThreadContainer container, List<Thread> into) {
    container.threads().forEach(into::add);
    container.children().forEach(child -> collect(child, into));
  }

  /// Whether the JDK keeps track of all virtual threads (`jdk.trackAllThreads`).
  public static boolean tracksAll() {
    return ThreadContainers.trackAllThreads();
  }

  // ---- virtual threads

  /// Whether it is unmounted, waits without a time limit, and nobody has ended its wait yet.
  public static boolean asleep(Thread thread) {
    if (!(thread instanceof VirtualThread virtual) || (boolean) TO_UNBLOCK.getVolatile(virtual)) {
      return false;
    }
    return switch ((int) STATE.getVolatile(virtual) & ~SUSPENDED) {
      case PARKED -> !(boolean) PARK_PERMIT.getVolatile(virtual);
      case BLOCKED -> !(boolean) BLOCK_PERMIT.getVolatile(virtual);
      case WAIT -> !(boolean) NOTIFIED.getVolatile(virtual);
      default -> false;
    };
  }

  /// Those of them that are not asleep, but no more than a number.
  public static List<Thread> awake(List<Thread> threads, int atMost) {
    List<Thread> awake = new ArrayList<>();
    for (Thread thread : threads) {
      if (!asleep(thread)) {
        awake.add(thread);
        if (awake.size() == atMost) {
          break;
        }
      }
    }
    return awake;
  }

  /// The kernel thread under a virtual thread that runs; null if it does not.
  public static Thread carrier(Thread thread) {
    return thread instanceof VirtualThread virtual ? (Thread) CARRIER.getVolatile(virtual) : null;
  }

  /// What is on a kernel thread: a virtual thread, or the body of one whose continuation runs it without the JDK's wrapper, as Weft's do; null
  /// if nothing is.
  public static Object mounted(Thread carrier) {
    var continuation = (Continuation) MOUNTED.getVolatile(carrier);
    Object outermost = null;
    while (continuation != null) {
      outermost = BODY.get(continuation);
      continuation = continuation.getParent();
    }
    return BODY_TYPE.isInstance(outermost) ? BODY_OWNER.get(outermost) : outermost;
  }

  /// What those park on who join the thread; null if nobody does.
  public static Object termination(Thread thread) {
    if (!(thread instanceof VirtualThread)) {
      return null;
    }
    var latch = (CountDownLatch) TERMINATION.getVolatile((VirtualThread) thread);
    return latch == null ? null : LATCH.get(latch);
  }

  /// Where a virtual thread's continuation is submitted; null for a platform thread.
  public static Executor scheduler(Thread thread) {
    return thread instanceof VirtualThread virtual ? (Executor) SCHEDULER.get(virtual) : null;
  }

  /// The JDK's own scheduler: how many tasks it has run, or -1 while it is not idle. Zero if there is none.
  public static long defaultTurns() {
    return VirtualThread.defaultScheduler() instanceof ForkJoinPool pool
        ? pool.isQuiescent() ? pool.getStealCount() : -1
        : 0;
  }

  /// Whether it is the kernel thread that wakes sleeping virtual threads of the JDK's own scheduler.
  public static boolean wakesVirtualThreads(Thread thread) {
    return VirtualThread.defaultScheduler() instanceof ForkJoinPool pool && DELAYS.getVolatile(pool) == thread;
  }
}
