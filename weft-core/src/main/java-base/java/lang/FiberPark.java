package java.lang;

/// A virtual thread waits, and is woken: what it does itself, and what its wakers do.
///
/// What is left out of the JDK's `park` is a park permit that is set and consumed for each hand-off.
public final class FiberPark {
  /// A few microseconds at most: unmounting takes a tenth of one.
  private static final int UNMOUNT_SPINS = 64;

  private FiberPark() {}

  /// Parks the current virtual thread until it is woken, unparked or interrupted; may return for no reason.
  public static void park(Thread self) throws Throwable {
    var thread = (VirtualThread) self;
    if ((boolean) FiberStates.PARK_PERMIT.getVolatile(thread) || thread.interrupted) {
      thread.park();
      return;
    }
    FiberStates.STATE.setRelease(thread, FiberStates.PARKING);
    boolean yielded = false;
    try {
      yielded = FiberStack.leave(thread);
    } finally {
      if (!yielded) {
        FiberStates.STATE.setVolatile(thread, FiberStates.RUNNING);
      }
    }
    if (!yielded) {
      thread.park(); // pinned: the JDK's own way, on the carrier
    }
  }

  /// Lets others of the same carrier run.
  public static void yieldNow(Thread self) throws Throwable {
    var thread = (VirtualThread) self;
    FiberStates.STATE.setRelease(thread, FiberStates.YIELDING);
    boolean yielded = false;
    try {
      yielded = FiberStack.leave(thread);
    } finally {
      if (!yielded) {
        FiberStates.STATE.setVolatile(thread, FiberStates.RUNNING); // pinned: it stays
      }
    }
  }

  /// True if the caller now has the duty to schedule the thread.
  ///
  /// A thread that is just being unmounted by another carrier is waited for: then it comes to its waker, and two that
  /// talk to each other end up on one carrier instead of passing every word between two.
  public static boolean wake(Thread thread) {
    for (int spins = 0;
        !FiberStates.STATE.compareAndSet((VirtualThread) thread, FiberStates.PARKED, FiberStates.UNPARKED);
        spins++) {
      if ((int) FiberStates.STATE.getOpaque((VirtualThread) thread) != FiberStates.PARKING || spins == UNMOUNT_SPINS) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }
}
