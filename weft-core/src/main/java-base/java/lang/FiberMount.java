package java.lang;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import jdk.internal.vm.StackChunk;
import jdk.internal.vm.StackableScope;
import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;
import jdk.internal.vm.annotation.ChangesCurrentThread;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.Hidden;

/// Mounts and unmounts virtual threads on behalf of Weft's carriers, with fewer fences than the JDK's own path.
///
/// The JDK's states are kept, so that `LockSupport.unpark`, `Thread.interrupt`, monitors, debuggers and dumps meet
/// nothing unusual. What is left out is what a carrier of Weft does not need: a park permit that is set and consumed
/// for each hand-off, the look at the fork-join pool, the submission through an executor.
///
/// ```
///  RUNNING --park()--> PARKING --unmounted--> PARKED --wake()/JDK unpark--> UNPARKED --run()--> RUNNING
///  RUNNING --yieldNow()--> YIELDING --unmounted--> YIELDED --run()--> RUNNING
///  every other state (monitors, Object.wait, timed parks): the JDK's own afterYield
///  STARTED --runAnew()--> RUNNING --its body returns--> STARTED
///  STARTED --finish()--> TERMINATED
/// ```
/// The thread that wins the exchange PARKED -> UNPARKED has the duty to schedule the thread, once.
///
/// A thread whose body has returned has no stack, so that nothing is frozen or thawed for it when it begins again. In STARTED
/// the JDK neither submits a thread nor waits for it: an `unpark` or interrupt sets a flag, which [#runAnew] or the body clears.
/// So it belongs to its carrier alone, and needs no exchange.
///
/// This class lives in `java.lang` because the fields and methods it needs are private to that package. Weft defines it
/// there at run time; it is called through method handles only (see `dev.weft.internal.mount.Mounts`).
public final class FiberMount extends ThreadContainer {
  // States of java.lang.VirtualThread that are set here.
  private static final int STARTED = 1;
  private static final int RUNNING = 2;
  private static final int PARKING = 3;
  private static final int PARKED = 4;
  private static final int UNPARKED = 9;
  private static final int YIELDING = 10;
  private static final int YIELDED = 11;
  private static final int UNBLOCKED = 14;

  /// A few microseconds at most: unmounting takes a tenth of one.
  private static final int UNMOUNT_SPINS = 64;

  // What run() tells the carrier: its duty towards the thread.
  private static final int NOTHING = 0;
  private static final int RESUME = 1;
  private static final int REQUEUE = 2;
  private static final int ENDED = 3;

  private static final ContinuationScope SCOPE = VirtualThread.continuationScope();
  private static final Object NEW_THREAD_BINDINGS = Thread.class;

  private static final VarHandle STATE;
  private static final VarHandle PARK_PERMIT;
  private static final VarHandle BLOCK_PERMIT;
  private static final VarHandle CARRIER;
  private static final VarHandle SCHEDULER;
  private static final VarHandle TASK;
  private static final VarHandle THREAD_LOCALS;
  private static final VarHandle INHERITED_LOCALS;
  private static final VarHandle LOADER;
  private static final VarHandle NAME;
  private static final VarHandle HANDLER;
  private static final VarHandle BINDINGS;
  private static final VarHandle ON_CARRIER;
  private static final VarHandle MOUNTED;
  private static final VarHandle DONE;
  private static final VarHandle TAIL;
  private static final VarHandle SCOPED_CACHE;
  private static final MethodHandle CONTINUATION;
  private static final MethodHandle CONTINUATION_SCOPE;
  private static final MethodHandle YIELD_CONTINUATION;
  private static final MethodHandle ENTER;
  private static final MethodHandle LEAVE;
  private static final MethodHandle CANCEL_TIMEOUT;
  private static final MethodHandle AFTER_YIELD;
  private static final MethodHandle AFTER_DONE;
  private static final MethodHandle JVMTI_MOUNT;
  private static final MethodHandle JVMTI_UNMOUNT;
  private static final MethodHandle CURRENT_BINDINGS;
  private static final MethodHandle DEFAULT_SCHEDULER;
  private static final MethodHandle YIELD_KERNEL_THREAD;

  static {
    try {
      Class<VirtualThread> type = VirtualThread.class;
      var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      STATE = lookup.findVarHandle(type, "state", int.class);
      PARK_PERMIT = lookup.findVarHandle(type, "parkPermit", boolean.class);
      BLOCK_PERMIT = lookup.findVarHandle(type, "blockPermit", boolean.class);
      CARRIER = lookup.findVarHandle(type, "carrierThread", Thread.class);
      TASK = lookup.findVarHandle(type, "runContinuation", Runnable.class);
      SCHEDULER = lookup.findVarHandle(type, "scheduler", Executor.class);
      CONTINUATION = lookup.findGetter(type, "cont", Continuation.class);
      MethodType nothing = MethodType.methodType(void.class);
      MethodType flag = MethodType.methodType(void.class, boolean.class);
      YIELD_CONTINUATION = lookup.findVirtual(type, "yieldContinuation", MethodType.methodType(boolean.class));
      CANCEL_TIMEOUT = lookup.findVirtual(type, "cancelTimeoutTask", nothing);
      DEFAULT_SCHEDULER = lookup.findStaticGetter(type, "DEFAULT_SCHEDULER", ForkJoinPool.class);
      AFTER_YIELD = lookup.findVirtual(type, "afterYield", nothing);
      AFTER_DONE = lookup.findVirtual(type, "afterDone", nothing);
      JVMTI_MOUNT = lookup.findVirtual(type, "notifyJvmtiMount", flag);
      JVMTI_UNMOUNT = lookup.findVirtual(type, "notifyJvmtiUnmount", flag);

      var inside = MethodHandles.privateLookupIn(Continuation.class, MethodHandles.lookup());
      MOUNTED = inside.findVarHandle(Continuation.class, "mounted", boolean.class);
      DONE = inside.findVarHandle(Continuation.class, "done", boolean.class);
      TAIL = inside.findVarHandle(Continuation.class, "tail", StackChunk.class);
      SCOPED_CACHE = inside.findVarHandle(Continuation.class, "scopedValueCache", Object[].class);
      CONTINUATION_SCOPE = inside.findGetter(Continuation.class, "scope", ContinuationScope.class);
      ENTER = inside.findStatic(Continuation.class, "enterSpecial",
          MethodType.methodType(void.class, Continuation.class, boolean.class, boolean.class));
      LEAVE = inside.findStatic(Continuation.class, "doYield", MethodType.methodType(int.class));

      var thread = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
      ON_CARRIER = thread.findVarHandle(Thread.class, "cont", Continuation.class);
      THREAD_LOCALS = thread.findVarHandle(Thread.class, "threadLocals", ThreadLocal.ThreadLocalMap.class);
      INHERITED_LOCALS = thread.findVarHandle(Thread.class, "inheritableThreadLocals", ThreadLocal.ThreadLocalMap.class);
      LOADER = thread.findVarHandle(Thread.class, "contextClassLoader", ClassLoader.class);
      NAME = thread.findVarHandle(Thread.class, "name", String.class);
      HANDLER =
          thread.findVarHandle(Thread.class, "uncaughtExceptionHandler", Thread.UncaughtExceptionHandler.class);
      BINDINGS = thread.findVarHandle(Thread.class, "scopedValueBindings", Object.class);
      YIELD_KERNEL_THREAD = thread.findStatic(Thread.class, "yield0", nothing);
      Class<?> snapshot = Class.forName("java.lang.ScopedValue$Snapshot");
      CURRENT_BINDINGS =
          MethodHandles.privateLookupIn(ScopedValue.class, MethodHandles.lookup())
              .findStatic(ScopedValue.class, "scopedValueBindings", MethodType.methodType(snapshot))
              .asType(MethodType.methodType(Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Supplier<Stream<Thread>> threads;

  private FiberMount(Supplier<Stream<Thread>> threads) {
    super(true);
    this.threads = threads;
  }

  // ---- the container: it tracks nothing, so that a thread that nobody can reach any more can be collected

  /// A container for fibers' threads; dumps list what the supplier knows.
  public static Object container(Supplier<Stream<Thread>> threads) {
    var container = new FiberMount(threads);
    ThreadContainers.registerContainer(container);
    return container;
  }

  @Override
  public String name() {
    return "weft";
  }

  @Override
  public Stream<Thread> threads() {
    return threads.get();
  }

  // ---- making and starting

  /// An unstarted virtual thread whose continuation is submitted to the given executor.
  public static Thread create(Executor scheduler, Runnable body) {
    return ThreadBuilders.newVirtualThread(scheduler, null, Thread.NO_INHERIT_THREAD_LOCALS, body);
  }

  /// Starts it: the executor is called once, at once, on this thread.
  public static void start(Thread thread, Object container) {
    ((VirtualThread) thread).start((ThreadContainer) container);
  }

  /// Whether it is the thread's own continuation that has been submitted.
  public static boolean isTaskOf(Thread thread, Runnable submitted) {
    return (Runnable) TASK.get((VirtualThread) thread) == submitted;
  }

  /// Lets the JDK's own scheduler run a continuation that has been submitted to an executor that is no more.
  public static void runByJdk(Runnable submitted) throws Throwable {
    ((ForkJoinPool) DEFAULT_SCHEDULER.invokeExact()).execute(submitted);
  }

  public static Thread currentCarrier() {
    return Thread.currentCarrierThread();
  }

  /// The executor that the current thread's continuation is submitted to; null on a kernel thread.
  public static Executor currentScheduler() {
    return Thread.currentThread() instanceof VirtualThread thread ? (Executor) SCHEDULER.get(thread) : null;
  }

  // ---- a fiber waits

  /// Parks the current virtual thread until it is woken, unparked or interrupted; may return for no reason.
  public static void park(Thread self) throws Throwable {
    var thread = (VirtualThread) self;
    if ((boolean) PARK_PERMIT.getVolatile(thread) || thread.interrupted) {
      thread.park();
      return;
    }
    STATE.setRelease(thread, PARKING);
    boolean yielded = false;
    try {
      yielded = leave(thread);
    } finally {
      if (!yielded) {
        STATE.setVolatile(thread, RUNNING);
      }
    }
    if (!yielded) {
      thread.park(); // pinned: the JDK's own way, on the carrier
    }
  }

  /// Lets others of the same carrier run.
  public static void yieldNow(Thread self) throws Throwable {
    var thread = (VirtualThread) self;
    STATE.setRelease(thread, YIELDING);
    boolean yielded = false;
    try {
      yielded = leave(thread);
    } finally {
      if (!yielded) {
        STATE.setVolatile(thread, RUNNING); // pinned: it stays
      }
    }
  }

  /// What `VirtualThread.yieldContinuation` does, for the frequent case that no continuation of somebody else's lies between.
  ///
  /// A frame of its own, never part of its caller's: a stack with interpreted frames is thawed two frames at a time. Were
  /// everything from here to the loop of the fiber's body one compiled frame, then the second would be its interpreted caller, and
  /// each switch of the fiber would take the slow way. So the second is that compiled frame, and what is interpreted stays frozen.
  @DontInline
  @Hidden
  private static boolean leave(VirtualThread thread) throws Throwable {
    var continuation = (Continuation) ON_CARRIER.get(Thread.currentCarrierThread());
    if ((ContinuationScope) CONTINUATION_SCOPE.invokeExact(continuation) != SCOPE) {
      return (boolean) YIELD_CONTINUATION.invokeExact(thread);
    }
    JVMTI_UNMOUNT.invokeExact(thread, true);
    try {
      int pinned = (int) LEAVE.invokeExact();
      VarHandle.releaseFence(); // from here on it may be another carrier: nothing moves across
      return pinned == 0;
    } catch (OutOfMemoryError e) {
      return false; // no room for its stack: it stays on the carrier
    } finally {
      JVMTI_MOUNT.invokeExact(thread, false);
    }
  }

  /// True if the caller now has the duty to schedule the thread.
  ///
  /// A thread that is just being unmounted by another carrier is waited for: then it comes to its waker, and two that
  /// talk to each other end up on one carrier instead of passing every word between two.
  public static boolean wake(Thread thread) {
    for (int spins = 0; !STATE.compareAndSet((VirtualThread) thread, PARKED, UNPARKED); spins++) {
      if ((int) STATE.getOpaque((VirtualThread) thread) != PARKING || spins == UNMOUNT_SPINS) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  /// The kernel thread gives up the rest of its slice; the virtual thread stays mounted.
  public static void yieldKernelThread() throws Throwable {
    YIELD_KERNEL_THREAD.invokeExact();
  }

  // ---- a carrier runs it

  /// Runs a thread from the beginning of its body: one that has just been started, or whose body has ended before. The caller is
  /// the only one that knows it. Else as [#run].
  @ChangesCurrentThread
  public static int runAnew(Thread fresh) throws Throwable {
    var thread = (VirtualThread) fresh;
    STATE.setRelease(thread, RUNNING);
    if ((boolean) PARK_PERMIT.get(thread)) {
      PARK_PERMIT.setVolatile(thread, false); // meant for what it has run before
    }
    return mount(thread, false);
  }

  /// Runs the thread on the current carrier until it parks, yields, blocks or ends.
  @ChangesCurrentThread
  public static int run(Thread runnable) throws Throwable {
    var thread = (VirtualThread) runnable;
    int state = (int) STATE.getVolatile(thread);
    if (state != UNPARKED && state != YIELDED && state != UNBLOCKED) {
      return NOTHING;
    }
    if (!STATE.compareAndSet(thread, state, RUNNING)) {
      return NOTHING;
    }
    if (state == UNPARKED) {
      CANCEL_TIMEOUT.invokeExact(thread);
      if ((boolean) PARK_PERMIT.get(thread)) {
        PARK_PERMIT.setVolatile(thread, false);
      }
    } else if (state == UNBLOCKED) {
      CANCEL_TIMEOUT.invokeExact(thread);
      BLOCK_PERMIT.setVolatile(thread, false);
    }
    return mount(thread, true);
  }

  @ChangesCurrentThread
  private static int mount(VirtualThread thread, boolean thaw) throws Throwable {
    Thread carrier = Thread.currentCarrierThread();
    JVMTI_MOUNT.invokeExact(thread, true);
    CARRIER.setRelease(thread, carrier);
    if (thread.interrupted) {
      carrier.setInterrupt();
    } else if (carrier.isInterrupted()) {
      synchronized (thread.interruptLock) {
        if (!thread.interrupted) {
          carrier.clearInterrupt();
        }
      }
    }
    carrier.setCurrentThread(thread);

    var continuation = (Continuation) CONTINUATION.invokeExact(thread);
    try {
      enter(carrier, continuation, thaw);
    } finally {
      carrier.setCurrentThread(carrier);
    }
    int left = (int) STATE.get(thread);
    if (left == PARKING || left == YIELDING) {
      return left(thread, carrier, left == PARKING ? PARKED : YIELDED);
    }
    if ((boolean) DONE.get(continuation)) {
      return left(thread, carrier, STARTED);
    }
    synchronized (thread.interruptLock) {
      CARRIER.setRelease(thread, (Thread) null);
    }
    carrier.clearInterrupt();
    JVMTI_UNMOUNT.invokeExact(thread, false);
    AFTER_YIELD.invokeExact(thread);
    return NOTHING;
  }

  /// What `Continuation.run` does for one without a parent, without its two fences: the thread's state has already made sure
  /// that nobody else runs it. One that has ended begins again.
  private static void enter(Thread carrier, Continuation continuation, boolean thaw) throws Throwable {
    MOUNTED.set(continuation, true);
    Thread.setScopedValueCache((Object[]) SCOPED_CACHE.get(continuation));
    ON_CARRIER.set(carrier, continuation);
    try {
      if (thaw) {
        ENTER.invokeExact(continuation, true, true);
      } else {
        DONE.set(continuation, false);
        ENTER.invokeExact(continuation, false, true);
      }
    } finally {
      VarHandle.releaseFence();
      ON_CARRIER.set(carrier, (Continuation) null);
      if ((boolean) DONE.get(continuation)) {
        TAIL.set(continuation, (StackChunk) null);
      }
      Object[] cache = Thread.scopedValueCache();
      if (cache != (Object[]) SCOPED_CACHE.get(continuation)) {
        SCOPED_CACHE.set(continuation, cache);
      }
      if (cache != null) {
        Thread.setScopedValueCache(null);
      }
      MOUNTED.setRelease(continuation, false);
    }
  }

  /// The JDK's end of a thread whose body has returned: whoever joins it goes on.
  public static void finish(Thread ended) throws Throwable {
    AFTER_DONE.invokeExact((VirtualThread) ended);
  }

  /// The frequent case, with one fence. After it another carrier may run the thread already.
  ///
  /// An interrupt must not reach the next thread on this carrier. It sets the flag, then looks for the carrier, both under
  /// the lock: so if it has found this carrier, the flag is seen here, and the lock tells when it is over.
  private static int left(VirtualThread thread, Thread carrier, int state) throws Throwable {
    JVMTI_UNMOUNT.invokeExact(thread, false);
    CARRIER.setRelease(thread, (Thread) null);
    STATE.setVolatile(thread, state); // partners: unpark() sets the permit, then reads the state; interrupt(), as above
    int duty;
    if (state == PARKED) {
      boolean again = (boolean) PARK_PERMIT.getVolatile(thread) && STATE.compareAndSet(thread, PARKED, UNPARKED);
      duty = again ? RESUME : NOTHING;
    } else {
      duty = state == YIELDED ? REQUEUE : ENDED;
    }
    if (thread.interrupted) {
      synchronized (thread.interruptLock) {
        carrier.clearInterrupt();
      }
    } else if (carrier.isInterrupted()) {
      carrier.clearInterrupt();
    }
    return duty;
  }

  // ---- one thread, many fibers: each must find it as fresh as a new thread

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
    return (Object) CURRENT_BINDINGS.invokeExact();
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
  public static void runFresh(Thread self, Object bindings, Object locals, ClassLoader loader, String name,
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

  /// Runs one fiber's body with inherited scoped values on the current thread, whatever its kind.
  @Hidden
  public static void runBound(Thread self, Object bindings, Runnable body) {
    BINDINGS.set(self, bindings);
    Thread.setScopedValueCache(null);
    try {
      self.runWith(bindings, body);
    } finally {
      BINDINGS.set(self, NEW_THREAD_BINDINGS);
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
