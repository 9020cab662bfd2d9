package dev.weft.internal.run;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// How a carrier without work waits: it spins for a moment where that has paid of late, and then parks its kernel thread ("spin-then-park").
///
/// To wake a parked thread costs whoever wakes it some microseconds, and takes up to fifty until it runs. Fibers that compute for about as long
/// between two messages would wait for that each time.
///
/// ```
///  busy --begin()--> spinning, if its last wait was short --end(), by whoever has work for it--> busy
///                    spinning --nobody came--> asleep --end(), wake()--> busy
///                    spinning or asleep --the time is over, or its thread is unparked--> busy, once it has ended its wait itself
/// ```
/// Invariant: whoever ends the wait then looks whether the thread is asleep; the thread says that it is asleep, then looks whether the wait has
/// been ended. One of the two sees the other.
final class IdleWait {
  /// About what waking a thread takes.
  private static final long SPIN_NANOS = 50_000;

  private final Thread thread;
  private final Object blocker;
  private final SpinLimit spins;

  // Written under the lock of the set of idle carriers.

  private volatile boolean waiting;
  private @Nullable Pace offered;

  /// Whether the thread is parked, or about to be.
  private volatile boolean asleep;

  /// Whether a spin may pay: the last wait was over before one would have ended, or soon after that.
  private boolean promising;

  /// Whether the last wait ended while the thread spun.
  private boolean endedAwake;

  /// @param blocker what a dump of the threads shows
  IdleWait(Thread thread, Object blocker, SpinLimit spins) {
    this.thread = thread;
    this.blocker = blocker;
    this.spins = spins;
  }

  /// Whether it has begun to wait, and nobody has ended that.
  boolean isWaiting() {
    return waiting;
  }

  boolean isAsleep() {
    return asleep;
  }

  void begin() {
    offered = null;
    waiting = true;
  }

  /// @param offer whose run-next slot there is something in; null if the wait ends for anything else
  void end(@Nullable Pace offer) {
    offered = offer;
    waiting = false;
  }

  /// Called after [#end] by another thread.
  void wake() {
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  /// Called by the thread after [#begin]: until the wait is ended or the thread unparked, or for so long. May return early.
  ///
  /// @param nanos [Long#MAX_VALUE] for ever
  /// @param maySpin false while others need its processor
  void await(long nanos, boolean maySpin) {
    long began = System.nanoTime();
    endedAwake = promising && maySpin && spin(began, Math.min(nanos, SPIN_NANOS));
    if (!endedAwake) {
      sleep(began, nanos);
    }
    promising = System.nanoTime() - began < 2 * SPIN_NANOS;
  }

  /// Called by the thread after its wait. If it was to come for what lay in another carrier's run-next slot: who was asleep came too late, and
  /// will be in time for the next one; who was not shows that nobody can come in time.
  void foundNothing() {
    Pace declined = offered;
    if (declined == null) {
      return;
    }
    offered = null;
    if (endedAwake) {
      declined.declined();
    } else {
      promising = true;
    }
  }

  /// True if somebody has ended the wait.
  private boolean spin(long began, long nanos) {
    if (!spins.enter()) {
      return false;
    }
    while (waiting && System.nanoTime() - began < nanos) {
      Thread.onSpinWait();
    }
    spins.leave();
    return !waiting;
  }

  private void sleep(long began, long nanos) {
    asleep = true;
    if (waiting) {
      if (nanos == Long.MAX_VALUE) {
        LockSupport.park(blocker);
      } else {
        LockSupport.parkNanos(blocker, nanos - (System.nanoTime() - began)); // not at all if the spin took so long
      }
    }
    asleep = false;
  }
}
