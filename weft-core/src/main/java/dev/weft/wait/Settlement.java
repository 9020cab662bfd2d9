package dev.weft.wait;

import dev.weft.internal.mount.VirtualThreads;
import dev.weft.internal.run.Waiting;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// Whether a [Waiter] has been settled, and who may settle it: its state, and nothing about who waits and how.
///
/// ```
///  WAITING --trySettle() by whoever makes an event happen--> SETTLED --finish()--> DONE
///  WAITING --claim() by the waiter, while it enlists------> CLAIMED --commit()---> SETTLED --finish()--> DONE
///                                                           CLAIMED --unclaim()--> WAITING
///  WAITING --cancel() by the waiter, or a time-out--------> CANCELLED
///
///  ALONE ----trySettle() by who takes it out of its queue--> SETTLED --finish()--> DONE
///  ALONE ----cancel() by the waiter, who takes itself out--> CANCELLED
/// ```
/// A waiter that is ALONE waits in one queue and nowhere else, and all who settle or cancel it hold that queue's lock. So to be in the queue
/// is to be unsettled, and what the others decide by a compare-and-set the lock has decided already.
///
/// Who settles owns the result until `finish`, and must call it soon: the waiter may be spinning for it. CLAIMED lasts for a few
/// instructions: the waiter has found a partner in one event's queue and must take both, itself and the partner, or none.
/// The claim is what lets two selects meet on the same channels: neither can be settled by a third while it takes the other.
/// Of two that claim each other the one with the lower rank gives way, so that they can neither deadlock nor livelock.
abstract sealed class Settlement extends WaitNode implements Waiting permits Waiter {
  private static final short WAITING = 0;
  private static final short CLAIMED = 1;
  private static final short SETTLED = 2;
  private static final short DONE = 3;
  private static final short CANCELLED = 4;
  private static final short ALONE = 5;

  private static final VarHandle STATE =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "state", VarHandle.class, Settlement.class, short.class);

  private static final int SPINS = 128;

  /// Short, so that it lies in the gap that the node's position leaves: a million waiters may wait.
  private short state;

  Settlement(Event<?> event, @Nullable Object offer) {
    super(event, offer);
  }

  /// Before it is in its one queue.
  final void waitAlone() {
    state = ALONE;
  }

  // ---- for those who make events happen

  /// Settles the waiter if it still waits; true for one caller only, who must store a result and call [#finish].
  ///
  /// One that is [Waiter#alone] is settled by whoever has just taken it out of its queue, with the queue's lock held.
  public final boolean trySettle() {
    while (true) {
      short seen = (short) STATE.getAcquire(this);
      if (seen == ALONE) {
        STATE.setOpaque(this, SETTLED);
        return true;
      }
      if (seen == WAITING) {
        if (STATE.compareAndSet(this, WAITING, SETTLED)) {
          return true;
        }
      } else if (seen == CLAIMED) {
        awaitUnclaimed();
      } else {
        return false;
      }
    }
  }

  /// Publishes the result that is in the node and lets the waiter go on.
  public final void finish(WaitNode node) {
    if (node != this) {
      won(node);
    }
    STATE.setRelease(this, DONE);
    resume();
  }

  /// Another place than its first one has won.
  void won(WaitNode node) {
    throw new IllegalStateException(this + " has no place " + node.position());
  }

  /// Lets the waiter go on.
  protected abstract void resume();

  // ---- for a waiter that finds a partner while it enlists

  /// True if the waiter was still waiting and is now claimed by itself; false if it has been settled.
  public final boolean claim() {
    return STATE.compareAndSet(this, WAITING, CLAIMED);
  }

  /// Gives the claim up; the waiter can be settled by others again.
  public final void unclaim() {
    STATE.setRelease(this, WAITING);
  }

  /// Makes the claim good: from here on nobody else can settle the waiter.
  public final void commit() {
    STATE.setRelease(this, SETTLED);
  }

  /// Tries to settle a partner while this waiter is claimed. The lock of the queue that the partner is in is held.
  public final Waiter.Taken take(Waiter partner) {
    Settlement other = partner;
    while (true) {
      short seen = (short) STATE.getAcquire(other);
      switch (seen) {
        case ALONE -> {
          STATE.setOpaque(other, SETTLED);
          return Waiter.Taken.YES;
        }
        case WAITING -> {
          if (STATE.compareAndSet(other, WAITING, SETTLED)) {
            return Waiter.Taken.YES;
          }
        }
        case CLAIMED -> {
          if (rank() <= other.rank()) {
            return Waiter.Taken.GIVE_WAY;
          }
          Thread.onSpinWait(); // the partner, of lower rank, gives way or is done in a moment
        }
        case SETTLED, DONE, CANCELLED -> {
          return Waiter.Taken.GONE;
        }
        default -> throw new IllegalStateException("state " + seen);
      }
    }
  }

  /// Waits a moment for the partner that goes first.
  public final void awaitUnclaimed() {
    for (int spins = 0; (short) STATE.getAcquire(this) == CLAIMED; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        VirtualThreads.yieldKernelThread();
      }
    }
  }

  /// Any fixed number does. Two waiters of the same rank both give way, and meet again a moment later.
  private int rank() {
    return System.identityHashCode(this);
  }

  // ---- for the waiter itself

  /// Settles by itself because one of its events can happen now; false if another was first.
  public final boolean settleSelf() {
    return STATE.compareAndSet(this, WAITING, SETTLED);
  }

  /// Gives up waiting; false if it has been settled: then the result counts.
  public final boolean cancel() {
    if ((short) STATE.getAcquire(this) == ALONE) {
      return leave();
    }
    while (true) {
      if (STATE.compareAndSet(this, WAITING, CANCELLED)) {
        return true;
      }
      if ((short) STATE.getAcquire(this) != CLAIMED) {
        return false;
      }
      awaitUnclaimed();
    }
  }

  /// Whether it was still in its queue.
  private boolean leave() {
    boolean left = event instanceof QueuedEvent<?> queued && queued.forget(this);
    if (left) {
      STATE.setOpaque(this, CANCELLED);
    }
    return left;
  }

  /// Whether a result is there.
  public final boolean isDone() {
    return (short) STATE.getAcquire(this) == DONE;
  }

  /// Whether nobody has settled or cancelled it yet.
  @Override
  public final boolean isWaiting() {
    short seen = (short) STATE.getAcquire(this);
    return seen == WAITING || seen == ALONE || seen == CLAIMED;
  }

  /// The settler is between its settlement and its finish.
  final void awaitDone() {
    for (int spins = 0; !isDone(); spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        VirtualThreads.yieldKernelThread();
      }
    }
  }
}
