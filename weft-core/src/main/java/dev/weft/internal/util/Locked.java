package dev.weft.internal.util;

import dev.weft.internal.mount.VirtualThreads;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A spin lock by inheritance: one int, no allocation, held for a few dozen instructions and never across a wait.
///
/// A fiber that holds it is not unmounted, so a spinner waits for a running kernel thread, or for one that the
/// operating system has preempted: after some rounds the spinner gives up its own time slice. A spinner looks seldom: each
/// look takes the cache line from the holder, whose data lie in it too, and while one stays away the other does many
/// operations in a row.
///
/// Lock order, outermost first: scope, fiber, channel or lock, timer queue, run queue. No two of the same rank are held at
/// once.
public abstract class Locked {
  private static final VarHandle LOCK =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "lock", VarHandle.class, Locked.class, int.class);
  private static final int FIRST_PAUSES = 32;
  private static final int MOST_PAUSES = 128;

  @SuppressWarnings("unused") // through LOCK
  private int lock;

  protected Locked() {}

  protected final void lock() {
    if (!LOCK.compareAndSet(this, 0, 1)) {
      spin();
    }
  }

  protected final void unlock() {
    LOCK.setRelease(this, 0);
  }

  private void spin() {
    int pauses = FIRST_PAUSES;
    while (true) {
      for (int i = 0; i < pauses; i++) {
        Thread.onSpinWait();
      }
      if ((int) LOCK.getOpaque(this) == 0 && LOCK.compareAndSet(this, 0, 1)) {
        return;
      }
      if (pauses < MOST_PAUSES) {
        pauses *= 2;
      } else {
        VirtualThreads.yieldKernelThread();
      }
    }
  }
}
