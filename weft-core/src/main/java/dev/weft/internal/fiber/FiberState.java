package dev.weft.internal.fiber;

import dev.weft.Fiber;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Whether a fiber runs, and whether it is to stop: its state, and nothing about what it does and who it belongs to.
///
/// ```
///  NEW --first turn--> RUNNING --body returned or threw--> ENDED
///   |                     |
///   +---cancel()----------+--> the bit CANCELLED is set, once; a running one is interrupted
/// ```
/// | bit | set by | meaning |
/// |---|---|---|
/// | CANCELLED | whoever cancels first | a body that has not begun will not run |
/// | INTERRUPTING | whoever cancels, for a moment | the thread must not be left yet: the interrupt is on its way |
/// | REPORTED | the watch | it has been reported as one that ignores its cancellation |
/// | UNBEGUN | the fiber, or who takes it out of its scope's or its scheduler's queue | it was cancelled before its first turn |
/// | TOLD | its scope's failures | its failure has been thrown to the opener of its scope |
/// | OWN_THREAD | its maker | its thread ends with it |
/// | all above | the fiber | how many shields it is in: in one, no cancellation interrupts it, and no deadline from outside |
///
/// Whoever sets INTERRUPTING interrupts the thread and takes the bit out again; until then the fiber neither ends nor begins a shield. So an
/// interrupt reaches the fiber that it is meant for, or nobody.
public abstract sealed class FiberState<T> extends Fiber<T> permits FiberEnd {
  private static final VarHandle STATE = field("state", int.class);
  private static final VarHandle THREAD = field("thread", Thread.class);
  private static final VarHandle CANCELLATION = field("cancellation", Cancellation.class);

  private static final int SPINS = 64;

  private static final int RUNNING = 1;
  private static final int ENDED = 2;
  private static final int CANCELLED = 4;
  private static final int INTERRUPTING = 8;
  private static final int REPORTED = 16;
  private static final int UNBEGUN = 32;
  private static final int TOLD = 64;
  private static final int OWN_THREAD = 128;
  private static final int SHIELD = 256;

  private volatile int state;

  /// Written by the fiber, with release only: an exchange of the state follows or has gone before.
  private volatile @Nullable Thread thread;

  @SuppressWarnings("unused") // through CANCELLATION
  private volatile @Nullable Cancellation cancellation;

  FiberState() {}

  private static VarHandle field(String name, Class<?> type) {
    return ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), name, VarHandle.class, FiberState.class, type);
  }

  // ---- from its beginning to its end

  /// Before it is started: its thread is its alone, and ends with it.
  public final void keepThread() {
    STATE.getAndBitwiseOr(this, OWN_THREAD);
  }

  final boolean ownsThread() {
    return (state & OWN_THREAD) != 0;
  }

  /// From here on a cancellation finds the thread; the fiber then [#begins].
  final void runsOn(Thread self) {
    THREAD.setRelease(this, self);
  }

  /// True if its body is to run; false if it has been cancelled already.
  final boolean begins() {
    int fresh = state & OWN_THREAD;
    boolean begins = STATE.compareAndSet(this, fresh, fresh | RUNNING);
    if (!begins) {
      STATE.getAndBitwiseOr(this, UNBEGUN);
    }
    return begins;
  }

  /// Its body has run, or never will. An interrupt that was meant for it is gone after this.
  final void ends() {
    int seen;
    do {
      awaitInterrupt();
      seen = state & ~INTERRUPTING;
    } while (!STATE.compareAndSet(this, seen, (seen & ~RUNNING) | ENDED));
    THREAD.setRelease(this, (Thread) null);
    if ((seen & CANCELLED) != 0) {
      Thread.interrupted();
    }
  }

  /// The same for one that no thread ever runs.
  final void endsUnrun() {
    STATE.getAndBitwiseOr(this, ENDED);
  }

  /// The same for one that no thread ever runs because it was cancelled before.
  final void endsUnbegun() {
    STATE.getAndBitwiseOr(this, UNBEGUN | ENDED);
  }

  /// Whether its outcome is there.
  public final boolean isEnded() {
    return (state & ENDED) != 0;
  }

  final boolean neverBegan() {
    return (state & UNBEGUN) != 0;
  }

  /// The thread that it runs on; null before its first turn and after its end.
  public final @Nullable Thread thread() {
    return thread;
  }

  // ---- cancelling and interrupting

  /// Cancels this fiber alone, without the scopes that it has opened. False if it was cancelled before or has ended. Of several at
  /// the same time, the one whose reason stays is the one that is told true; whoever comes to the state first acts for it.
  final boolean mark(Cancellation why) {
    boolean first = CANCELLATION.compareAndSet(this, null, why);
    while (true) {
      int seen = state;
      if ((seen & CANCELLED) != 0) {
        if (first) {
          awaitInterrupt(); // the other one's: who is told true looks for scopes only after it has arrived
        }
        return first;
      }
      if ((seen & ENDED) != 0) {
        return false;
      }
      if ((seen & INTERRUPTING) != 0) {
        awaitInterrupt();
        continue;
      }
      boolean interrupt = (seen & RUNNING) != 0 && shields(seen) == 0;
      if (STATE.compareAndSet(this, seen, seen | CANCELLED | (interrupt ? INTERRUPTING : 0))) {
        if (interrupt) {
          interrupt();
        }
        return first;
      }
    }
  }

  /// Interrupts it without cancelling it: a deadline inside its body has passed. If it is in a shield that the deadline was set outside of, the
  /// end of that shield does it. Here the deadline has passed before the shields are looked at, there it is the other way round, so that one
  /// of the two sees what the other has done.
  final void nudge(Region passed) {
    while (true) {
      int seen = state;
      if ((seen & ENDED) != 0 || shields(seen) > passed.shields()) {
        return;
      }
      if ((seen & INTERRUPTING) != 0) {
        awaitInterrupt();
        continue;
      }
      if (STATE.compareAndSet(this, seen, seen | INTERRUPTING)) {
        if (passed.interrupts()) {
          interrupt();
        } else {
          STATE.getAndBitwiseAnd(this, ~INTERRUPTING);
        }
        return;
      }
    }
  }

  private void interrupt() {
    try {
      Thread running = thread;
      if (running != null) {
        Interrupts.send(running);
      }
    } finally {
      STATE.getAndBitwiseAnd(this, ~INTERRUPTING);
    }
  }

  /// Somebody is just interrupting this fiber. That may take long, and may even be a fiber behind this one in the same
  /// carrier's queue: an interrupt closes an NIO channel, which can wait for a lock.
  private void awaitInterrupt() {
    for (int spins = 0; (state & INTERRUPTING) != 0; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  /// Whether it has been cancelled.
  public final boolean isCancelled() {
    return (state & CANCELLED) != 0;
  }

  /// Why it was cancelled, or null.
  final @Nullable Cancellation cancellation() {
    return isCancelled() ? cancellation : null;
  }

  /// True for the first caller only.
  final boolean markReported() {
    return ((int) STATE.getAndBitwiseOr(this, REPORTED) & REPORTED) == 0;
  }

  /// Its failure has been thrown to the opener of its scope. Guarded by the scope's failures, as [#isTold] is.
  final void markTold() {
    STATE.getAndBitwiseOr(this, TOLD);
  }

  final boolean isTold() {
    return (state & TOLD) != 0;
  }

  // ---- the shield

  private static int shields(int seen) {
    return seen / SHIELD;
  }

  /// How many shields it is in; for the fiber itself.
  final int shields() {
    return shields(state);
  }

  /// Runs a part of the body that no cancellation interrupts. Called by the fiber itself.
  public final <R> R shielded(Callable<R> part) throws Exception {
    int before = shield();
    boolean interrupted = Thread.interrupted();
    try {
      return part.call();
    } finally {
      int seen = (int) STATE.getAndAdd(this, -SHIELD);
      boolean cancelledMeanwhile = shields(before) == 0 && (seen & ~before & CANCELLED) != 0; // one from before has interrupted it already
      if (interrupted | cancelledMeanwhile | Regions.heldBack(this, shields(before))) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Returns the state before.
  private int shield() {
    int before = (int) STATE.getAndAdd(this, SHIELD);
    awaitInterrupt(); // one that is on its way arrives before the shield counts
    return before;
  }

  /// Such as `running, cancelled`.
  final String how() {
    int seen = state;
    String how = (seen & ENDED) != 0 ? "ended" : (seen & RUNNING) != 0 ? "running" : "not begun";
    return (seen & CANCELLED) != 0 ? how + ", cancelled" : how;
  }
}
