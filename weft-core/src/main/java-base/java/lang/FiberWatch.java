package java.lang;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.stream.Stream;
import jdk.internal.misc.Signal;
import jdk.internal.misc.Unsafe;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;
import sun.nio.ch.Poller;

/// Looks at what the JDK keeps to itself: all threads, what they are parked on, who holds it, and what could still
/// wake them. It changes nothing and starts nothing: a class of the JDK that has not been initialised is left alone.
///
/// Defined in `java.lang` at run time and called through method handles only, as `FiberMount` is (see
/// `dev.weft.internal.observe.JdkWatch`).
public final class FiberWatch {
  // States of java.lang.VirtualThread in which it is unmounted and waits for somebody.
  private static final int PARKED = 4;
  private static final int BLOCKED = 13;
  private static final int WAIT = 16;
  private static final int SUSPENDED = 1 << 8;

  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

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
  private static final VarHandle OWNER =
      FiberHandles.field(AbstractOwnableSynchronizer.class, "exclusiveOwnerThread", Thread.class);
  private static final VarHandle DELAYS =
      FiberHandles.field(ForkJoinPool.class, "delayScheduler", FiberHandles.type("java.util.concurrent.DelayScheduler"));
  private static final VarHandle POLLED = FiberHandles.field(Poller.class, "map", Map.class);
  private static final VarHandle POLLER_THREAD = FiberHandles.field(Poller.class, "owner", Thread.class);

  private static final Class<?> SNAPSHOT = FiberHandles.type("jdk.internal.vm.ThreadSnapshot");
  private static final MethodHandle TAKE = FiberHandles.function(SNAPSHOT, "of", SNAPSHOT, Thread.class)
      .asType(MethodType.methodType(Object.class, Thread.class));
  private static final MethodHandle BLOCKED_ON = told("blockedOn", Object.class);
  private static final MethodHandle WAITING_ON = told("waitingOn", Object.class);
  private static final MethodHandle THREAD_STATE = told("threadState", Thread.State.class);
  private static final MethodHandle STACK = told("stackTrace", StackTraceElement[].class);
  private static final MethodHandle OWNED = told("ownedMonitorsAt", Stream.class, int.class);

  private FiberWatch() {}

  /// What a snapshot can tell.
  private static MethodHandle told(String name, Class<?> result, Class<?>... parameters) {
    MethodHandle found = FiberHandles.method(SNAPSHOT, name, result, parameters);
    return found.asType(found.type().changeParameterType(0, Object.class));
  }

  private static Object read(Class<?> owner, String name, Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(owner, OWN).findStaticVarHandle(owner, name, type).get();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(owner + "." + name, e);
    }
  }

  private static boolean untouched(Class<?> type) {
    return Unsafe.getUnsafe().shouldBeInitialized(type);
  }

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

  /// The virtual thread on a kernel thread; null if none is, or it cannot be told from outside.
  public static Thread mounted(Thread carrier) {
    var continuation = (Continuation) MOUNTED.getVolatile(carrier);
    while (continuation != null) {
      Object body = BODY.get(continuation);
      if (body instanceof FiberBody own) {
        return own.thread;
      }
      if (BODY_TYPE.isInstance(body)) {
        return (Thread) BODY_OWNER.get(body);
      }
      continuation = continuation.getParent();
    }
    return null;
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

  // ---- locks

  /// Who owns a lock of `java.util.concurrent`, given what a thread is parked on; null if that has no owner.
  public static Thread owner(Object synchronizer) {
    return synchronizer instanceof AbstractOwnableSynchronizer owned ? (Thread) OWNER.getOpaque(owned) : null;
  }

  /// What the virtual machine knows of one thread, or null. The thread must not run meanwhile, or the machine may crash.
  public static Object snapshot(Thread thread) throws Throwable {
    return (Object) TAKE.invokeExact(thread);
  }

  /// The object whose monitor it waits to enter, or null.
  public static Object blockedOn(Object snapshot) throws Throwable {
    return (Thread.State) THREAD_STATE.invokeExact(snapshot) == Thread.State.BLOCKED
        ? (Object) BLOCKED_ON.invokeExact(snapshot)
        : null;
  }

  /// The object on which it waits to be notified, or null.
  public static Object waitingOn(Object snapshot) throws Throwable {
    return (Thread.State) THREAD_STATE.invokeExact(snapshot) == Thread.State.WAITING
        ? (Object) WAITING_ON.invokeExact(snapshot)
        : null;
  }

  /// Its stack.
  public static StackTraceElement[] stack(Object snapshot) throws Throwable {
    return (StackTraceElement[]) STACK.invokeExact(snapshot);
  }

  /// The objects whose monitors it has entered in one frame of its stack.
  public static List<Object> owned(Object snapshot, int depth) throws Throwable {
    List<Object> owned = new ArrayList<>();
    for (Object one : ((Stream<?>) OWNED.invokeExact(snapshot, depth)).toList()) {
      if (one != null) {
        owned.add(one);
      }
    }
    return owned;
  }

  // ---- what could still happen

  /// The threads that run when the JVM ends, unless they do so already.
  public static List<Thread> shutdownHooks() {
    if (untouched(ApplicationShutdownHooks.class)) {
      return List.of();
    }
    synchronized (ApplicationShutdownHooks.class) {
      var hooks = (IdentityHashMap<?, ?>) read(ApplicationShutdownHooks.class, "hooks", IdentityHashMap.class);
      List<Thread> all = new ArrayList<>();
      if (hooks != null) {
        hooks.keySet().forEach(hook -> all.add((Thread) hook));
      }
      return all;
    }
  }

  /// The signals for which the program has a handler.
  public static List<String> handledSignals() {
    List<String> names = new ArrayList<>();
    var handlers = (Hashtable<?, ?>) read(Signal.class, "handlers", Hashtable.class);
    synchronized (handlers) {
      handlers.forEach(
          (signal, handler) -> {
            String type = handler.getClass().getName();
            if (!type.startsWith("java.lang.Terminator") && !type.equals("jdk.internal.misc.Signal$NativeHandler")) {
              names.add(((Signal) signal).getName());
            }
          });
    }
    return names;
  }

  /// The JDK's own virtual threads that poll for input and output.
  public static List<Thread> pollers() {
    List<Thread> threads = new ArrayList<>();
    for (Poller poller : allPollers()) {
      var thread = (Thread) POLLER_THREAD.getVolatile(poller);
      if (thread != null) {
        threads.add(thread);
      }
    }
    return threads;
  }

  /// The threads that wait for input or output with the JDK's pollers.
  public static List<Thread> polled() {
    List<Thread> threads = new ArrayList<>();
    for (Poller poller : allPollers()) {
      ((Map<?, ?>) POLLED.get(poller)).values().forEach(thread -> threads.add((Thread) thread));
    }
    threads.removeAll(pollers());
    return threads;
  }

  private static Collection<Poller> allPollers() {
    List<Poller> all = new ArrayList<>();
    if (!untouched(Poller.class)) {
      all.addAll(Poller.readPollers());
      all.addAll(Poller.writePollers());
      if (Poller.masterPoller() != null) {
        all.add(Poller.masterPoller());
      }
    }
    return all;
  }
}
