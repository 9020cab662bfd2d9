package dev.weft.internal.util;

import dev.weft.internal.mount.Mounts;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A spin lock by inheritance: one int, no allocation, held for a few dozen instructions and never across a wait.
///
/// A fiber that holds it is not unmounted, so a spinner waits for a running kernel thread, or for one that the
/// operating system has preempted: after a short spin the spinner gives up its own time slice. Lock order, outermost
/// first: scope, fiber, channel or lock, timer queue, run queue. No two of the same rank are held at once.
public abstract class Locked {
  private static final VarHandle LOCK =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "lock", VarHandle.class, Locked.class, int.class);
  private static final int SPINS = 64;

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
    for (int spins = 0; ; spins++) {
      if ((int) LOCK.getOpaque(this) == 0 && LOCK.compareAndSet(this, 0, 1)) {
        return;
      }
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Mounts.yieldKernelThread();
      }
    }
  }
}
