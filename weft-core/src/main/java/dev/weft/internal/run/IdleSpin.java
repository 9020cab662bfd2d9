package dev.weft.internal.run;

import java.util.concurrent.locks.LockSupport;

/// How a carrier without work waits: it spins for a moment where that has paid of late, and then parks its kernel thread ("spin-then-park").
///
/// To wake a parked thread costs whoever wakes it some microseconds, and takes up to fifty until it runs. Fibers that compute for about as long
/// between two messages would wait for that each time.
///
/// ```
///  awake --spins, if its last wait was short--> awake: woken meanwhile, nothing else to do
///        --nobody came--> asleep --unparked, or the time is over--> awake
/// ```
/// Invariant: whoever wakes it clears [Carrier#parked], then looks whether it is asleep; it says that it is asleep, then looks at
/// [Carrier#parked]. One of the two sees the other.
final class IdleSpin {
  /// About what waking a thread takes.
  private static final long SPIN_NANOS = 50_000;

  private final Carrier carrier;
  private final IdleSet idle;

  /// Whether a spin may pay: the last wait was over before one would have ended, or soon after that.
  private boolean promising;

  /// Whether it was taken out of the set of idle ones while it spun.
  private boolean takenAwake;

  /// Whether its kernel thread is parked, or about to be.
  private volatile boolean asleep;

  IdleSpin(Carrier carrier, IdleSet idle) {
    this.carrier = carrier;
    this.idle = idle;
  }

  boolean isAsleep() {
    return asleep;
  }

  /// Called by whoever has taken the carrier out of the set of idle ones.
  void wake() {
    if (asleep) {
      LockSupport.unpark(carrier);
    }
  }

  /// Called by the carrier, in the set of idle ones: until it is taken out of it or unparked, or for so long. May return early.
  ///
  /// @param nanos [Long#MAX_VALUE] for ever
  void await(long nanos) {
    long began = System.nanoTime();
    takenAwake = promising && spin(began, Math.min(nanos, SPIN_NANOS));
    if (!takenAwake) {
      sleep(began, nanos);
    }
    promising = System.nanoTime() - began < 2 * SPIN_NANOS;
  }

  /// Called by the carrier when it was woken for what lay in another one's run-next slot, and found it empty. Who was asleep came too late,
  /// and will be in time for the next one; who was not shows that nobody can come in time.
  void cameInVain(Pace offered) {
    if (takenAwake) {
      offered.declined();
    } else {
      promising = true;
    }
  }

  /// True if somebody has taken the carrier out.
  private boolean spin(long began, long nanos) {
    if (!idle.startSpinning(carrier)) {
      return false;
    }
    while (carrier.parked && System.nanoTime() - began < nanos) {
      Thread.onSpinWait();
    }
    idle.stopSpinning();
    return !carrier.parked;
  }

  private void sleep(long began, long nanos) {
    asleep = true;
    if (carrier.parked) {
      if (nanos == Long.MAX_VALUE) {
        LockSupport.park(carrier.engine);
      } else {
        LockSupport.parkNanos(carrier.engine, nanos - (System.nanoTime() - began)); // not at all if the spin took so long
      }
    }
    asleep = false;
  }
}
