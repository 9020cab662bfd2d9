package dev.weft.internal.run;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// How a carrier without work waits: it spins for a moment where that has paid of late, and then parks its kernel thread ("spin-then-park").
///
/// To wake a parked thread costs whoever wakes it some microseconds, and takes up to fifty until it runs. Fibers that compute for about as long
/// between two messages would wait for that each time.
///
/// ```
///  busy --begin()--> spinning, if that is promising --end(), by whoever has work for it--> busy
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

  /// Written under the lock of the set of idle carriers.
  private volatile boolean waiting;

  /// Whose run-next slot the thread was woken for. Written by whoever ends the wait; the thread's own while it does not wait.
  private @Nullable Pace offered;

  /// Whether the thread is parked, or about to be.
  private volatile boolean asleep;

  private final SpinOdds odds = new SpinOdds();

  /// Whether the last wait ended while the thread spun.
  private boolean endedAwake;

  /// Whether it has come in vain, and has not found work since.
  private boolean cameInVain;

  /// @param blocker what a dump of the threads shows
  IdleWait(Thread thread, Object blocker, SpinLimit spins) {
    this.thread = thread;
    this.blocker = blocker;
    this.spins = spins;
  }

  // ---- called by others, and by the thread, under the lock of the set of idle carriers

  void begin() {
    waiting = true;
  }

  /// @param offer whose run-next slot there is something in; null if the wait ends for anything else
  void end(@Nullable Pace offer) {
    offered = offer;
    waiting = false;
  }

  // ---- called by others

  /// Whether it has begun to wait, and nobody has ended that.
  boolean isWaiting() {
    return waiting;
  }

  boolean isAsleep() {
    return asleep;
  }

  /// After [#end].
  void wake() {
    if (asleep) {
      LockSupport.unpark(thread);
    }
  }

  // ---- called by the thread

  boolean isPromising() {
    return odds.areGood();
  }

  /// After [#begin]: until the wait is ended or the thread unparked, or for so long. May return early.
  ///
  /// @param nanos [Long#MAX_VALUE] for ever
  /// @param spin whether to spin first, if not too many others do
  void await(long nanos, boolean spin) {
    long began = System.nanoTime();
    boolean spun = spin && spins.enter();
    endedAwake = spun && spin(began, Math.min(nanos, SPIN_NANOS));
    if (!endedAwake) {
      sleep(began, nanos);
    }
    if (!spun) {
      odds.waited(System.nanoTime() - began < 2 * SPIN_NANOS);
    } else if (endedAwake) {
      odds.paid();
    } else {
      odds.wasInVain();
    }
  }

  void foundWork() {
    offered = null;
    cameInVain = false;
  }

  /// If it was to come for what lay in another carrier's run-next slot: who was asleep came too late, and may be in time for the next one; who was
  /// not, or comes too late again, shows that nobody can come in time.
  void foundNothing() {
    Pace late = offered;
    if (late == null) {
      return;
    }
    offered = null;
    if (endedAwake || cameInVain) {
      late.declined();
    } else {
      odds.wouldHavePaid();
    }
    cameInVain = true;
  }

  /// True if somebody has ended the wait.
  private boolean spin(long began, long nanos) {
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
