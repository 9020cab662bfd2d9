package java.lang;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;
import jdk.internal.vm.ContinuationSupport;
import jdk.internal.vm.StackChunk;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.Hidden;

/// The stack of a virtual thread: put onto the carrier, and taken off it.
///
/// A continuation that has no other inside is entered and left without `Continuation.run` and `yield`: what they do around it is done here,
/// without their fences. A thread that runs a continuation of its own inside goes the JDK's way.
final class FiberStack {
  static {
    ContinuationSupport.ensureSupported(); // a JVM without them has a kernel thread for each virtual one, and nothing to mount
  }

  private static final ContinuationScope SCOPE = VirtualThread.continuationScope();

  private static final VarHandle ON_CARRIER = FiberHandles.field(Thread.class, "cont", Continuation.class);
  private static final VarHandle MOUNTED = FiberHandles.field(Continuation.class, "mounted", boolean.class);
  private static final VarHandle DONE = FiberHandles.field(Continuation.class, "done", boolean.class);
  private static final VarHandle TAIL = FiberHandles.field(Continuation.class, "tail", StackChunk.class);
  private static final VarHandle SCOPED_CACHE =
      FiberHandles.field(Continuation.class, "scopedValueCache", Object[].class);
  private static final MethodHandle CONTINUATION =
      FiberHandles.getter(VirtualThread.class, "cont", Continuation.class);
  private static final MethodHandle CONTINUATION_SCOPE =
      FiberHandles.getter(Continuation.class, "scope", ContinuationScope.class);
  private static final MethodHandle YIELD_CONTINUATION =
      FiberHandles.method(VirtualThread.class, "yieldContinuation", boolean.class);
  private static final MethodHandle ENTER =
      FiberHandles.function(Continuation.class, "enterSpecial", void.class, Continuation.class, boolean.class, boolean.class);
  private static final MethodHandle LEAVE = FiberHandles.function(Continuation.class, "doYield", int.class);

  private FiberStack() {}

  static Continuation of(VirtualThread thread) throws Throwable {
    return (Continuation) CONTINUATION.invokeExact(thread);
  }

  /// Whether the body has returned.
  static boolean isDone(Continuation continuation) {
    return (boolean) DONE.get(continuation);
  }

  /// What `Continuation.run` does for one without a parent, without its two fences: the thread's state has already made sure
  /// that nobody else runs it. One that has ended begins again.
  static void enter(Thread carrier, Continuation continuation, boolean thaw) throws Throwable {
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

  /// What `VirtualThread.yieldContinuation` does, for the frequent case that no continuation of somebody else's lies between.
  /// False if the thread could not be unmounted.
  ///
  /// A frame of its own, never part of its caller's: a stack with interpreted frames is thawed two frames at a time. Were
  /// everything from here to the loop of the fiber's body one compiled frame, then the second would be its interpreted caller, and
  /// each switch of the fiber would take the slow way. So the second is that compiled frame, and what is interpreted stays frozen.
  @DontInline
  @Hidden
  static boolean leave(VirtualThread thread) throws Throwable {
    var continuation = (Continuation) ON_CARRIER.get(Thread.currentCarrierThread());
    if ((ContinuationScope) CONTINUATION_SCOPE.invokeExact(continuation) != SCOPE) {
      return (boolean) YIELD_CONTINUATION.invokeExact(thread);
    }
    FiberStates.JVMTI_UNMOUNT.invokeExact(thread, true);
    try {
      int pinned = (int) LEAVE.invokeExact();
      VarHandle.releaseFence(); // from here on it may be another carrier: nothing moves across
      return pinned == 0;
    } catch (OutOfMemoryError e) {
      return false; // no room for its stack: it stays on the carrier
    } finally {
      FiberStates.JVMTI_MOUNT.invokeExact(thread, false);
    }
  }
}
