package java.lang;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.annotation.ChangesCurrentThread;

/// Mounts and unmounts virtual threads on behalf of Weft's carriers, with fewer fences than the JDK's own path: without the look at the
/// fork-join pool, and without the submission through an executor.
///
/// One idea in rooms, from below: [FiberStates] (the picture of the states), [FiberStack] (the stack is put on and taken off), [FiberPark]
/// (the thread's side: it waits, it is woken), and this, the carrier's side. [FiberVirtual] makes the threads, [FiberFresh] makes one of them
/// serve one fiber after the other.
///
/// These classes live in `java.lang` because the fields and methods they need are private to that package. Weft defines them
/// there at run time; they are called through method handles only (see `dev.weft.internal.mount.Mounts`).
public final class FiberMount {
  // What run() tells the carrier: its duty towards the thread.
  private static final int NOTHING = 0;
  private static final int RESUME = 1;
  private static final int REQUEUE = 2;
  private static final int ENDED = 3;

  private static final VarHandle BLOCK_PERMIT = FiberHandles.field(VirtualThread.class, "blockPermit", boolean.class);
  private static final VarHandle CARRIER = FiberHandles.field(VirtualThread.class, "carrierThread", Thread.class);
  private static final MethodHandle CANCEL_TIMEOUT =
      FiberHandles.method(VirtualThread.class, "cancelTimeoutTask", void.class);
  private static final MethodHandle AFTER_YIELD = FiberHandles.method(VirtualThread.class, "afterYield", void.class);
  private static final MethodHandle AFTER_DONE = FiberHandles.method(VirtualThread.class, "afterDone", void.class);

  private FiberMount() {}

  /// Runs a thread from the beginning of its body: one that has just been started, or whose body has ended before. The caller is
  /// the only one that knows it. Else as [#run].
  @ChangesCurrentThread
  public static int runAnew(Thread fresh) throws Throwable {
    var thread = (VirtualThread) fresh;
    FiberStates.STATE.setRelease(thread, FiberStates.RUNNING);
    if ((boolean) FiberStates.PARK_PERMIT.get(thread)) {
      FiberStates.PARK_PERMIT.setVolatile(thread, false); // meant for what it has run before
    }
    return mount(thread, false);
  }

  /// Runs the thread on the current carrier until it parks, yields, blocks or ends.
  @ChangesCurrentThread
  public static int run(Thread runnable) throws Throwable {
    var thread = (VirtualThread) runnable;
    int state = (int) FiberStates.STATE.getVolatile(thread);
    if (state != FiberStates.UNPARKED && state != FiberStates.YIELDED && state != FiberStates.UNBLOCKED) {
      return NOTHING;
    }
    if (!FiberStates.STATE.compareAndSet(thread, state, FiberStates.RUNNING)) {
      return NOTHING;
    }
    if (state == FiberStates.UNPARKED) {
      CANCEL_TIMEOUT.invokeExact(thread);
      if ((boolean) FiberStates.PARK_PERMIT.get(thread)) {
        FiberStates.PARK_PERMIT.setVolatile(thread, false);
      }
    } else if (state == FiberStates.UNBLOCKED) {
      CANCEL_TIMEOUT.invokeExact(thread);
      BLOCK_PERMIT.setVolatile(thread, false);
    }
    return mount(thread, true);
  }

  @ChangesCurrentThread
  private static int mount(VirtualThread thread, boolean thaw) throws Throwable {
    Thread carrier = Thread.currentCarrierThread();
    FiberStates.JVMTI_MOUNT.invokeExact(thread, true);
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
    Continuation continuation = FiberStack.of(thread);
    carrier.setCurrentThread(thread); // nothing between this and the try: a carrier that is taken for the thread cannot go on
    try {
      FiberStack.enter(carrier, continuation, thaw);
    } finally {
      carrier.setCurrentThread(carrier);
    }
    if (FiberStack.isDone(continuation)) { // first: where the stack overflowed at a park, the state may still say so
      return left(thread, carrier, FiberStates.STARTED);
    }
    int left = (int) FiberStates.STATE.get(thread);
    if (left == FiberStates.PARKING || left == FiberStates.YIELDING) {
      return left(thread, carrier, left == FiberStates.PARKING ? FiberStates.PARKED : FiberStates.YIELDED);
    }
    synchronized (thread.interruptLock) {
      CARRIER.setRelease(thread, (Thread) null);
    }
    carrier.clearInterrupt();
    FiberStates.JVMTI_UNMOUNT.invokeExact(thread, false);
    AFTER_YIELD.invokeExact(thread);
    return NOTHING;
  }

  /// The frequent case, with one fence. After it another carrier may run the thread already.
  ///
  /// An interrupt must not reach the next thread on this carrier. It sets the flag, then looks for the carrier, both under
  /// the lock: so if it has found this carrier, the flag is seen here, and the lock tells when it is over.
  private static int left(VirtualThread thread, Thread carrier, int state) throws Throwable {
    FiberStates.JVMTI_UNMOUNT.invokeExact(thread, false);
    CARRIER.setRelease(thread, (Thread) null);
    FiberStates.STATE.setVolatile(thread, state); // partners: unpark() sets the permit, then reads the state; interrupt(), as above
    int duty;
    if (state == FiberStates.PARKED) {
      boolean again =
          (boolean) FiberStates.PARK_PERMIT.getVolatile(thread)
              && FiberStates.STATE.compareAndSet(thread, FiberStates.PARKED, FiberStates.UNPARKED);
      duty = again ? RESUME : NOTHING;
    } else {
      duty = state == FiberStates.YIELDED ? REQUEUE : ENDED;
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

  /// The JDK's end of a thread whose body has returned: whoever joins it goes on.
  public static void finish(Thread ended) throws Throwable {
    AFTER_DONE.invokeExact((VirtualThread) ended);
  }
}
