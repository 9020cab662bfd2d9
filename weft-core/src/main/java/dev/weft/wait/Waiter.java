package dev.weft.wait;

import dev.weft.WaitReason;
import dev.weft.internal.mount.Mounts;
import dev.weft.internal.run.Strand;
import dev.weft.internal.run.Waiting;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One attempt to wait for an event, or for one of several ([SelectWaiter]), settled once. It is itself the place of its first event.
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
public class Waiter extends WaitNode implements Waiting {
  private static final short WAITING = 0;
  private static final short CLAIMED = 1;
  private static final short SETTLED = 2;
  private static final short DONE = 3;
  private static final short CANCELLED = 4;
  private static final short ALONE = 5;

  private static final VarHandle STATE =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "state", VarHandle.class, Waiter.class, short.class);

  private static final int SPINS = 128;

  /// Short, so that it lies in the gap that the node's position leaves: a million waiters may wait.
  private short state;

  /// Who parks: a strand of Weft, else a thread; null for callbacks.
  private final @Nullable Object parker;

  /// For the current fiber or thread.
  public Waiter(Event<?> event, @Nullable Object offer) {
    super(event, offer);
    Strand strand = Strand.current();
    this.parker = strand == null ? Thread.currentThread() : strand;
  }

  /// For a waiter that is not a thread: see [#resume].
  protected Waiter(Event<?> event) {
    super(event, event.offer());
    this.parker = null;
  }

  /// For the current fiber or thread, in the one queue of an event that settles it under that queue's lock.
  public static Waiter alone(QueuedEvent<?> event, @Nullable Object offer) {
    var waiter = new Waiter(event, offer);
    waiter.state = ALONE;
    return waiter;
  }

  // ---- for those who make events happen

  /// Settles the waiter if it still waits; true for one caller only, who must store a result and call [#finish].
  ///
  /// One that is [#alone] is settled by whoever has just taken it out of its queue, with the queue's lock held.
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

  /// What came of the attempt to take a partner while being claimed oneself.
  public enum Taken {
    /// The partner is settled: commit the own claim, then store both results and finish both.
    YES,
    /// The partner has been settled by somebody else: forget it and look for another one.
    GONE,
    /// The partner is claiming too and goes first: give up the own claim and start again.
    GIVE_WAY
  }

  /// Tries to settle a partner while this waiter is claimed. The lock of the queue that the partner is in is held.
  public final Taken take(Waiter partner) {
    while (true) {
      short seen = (short) STATE.getAcquire(partner);
      switch (seen) {
        case ALONE -> {
          STATE.setOpaque(partner, SETTLED);
          return Taken.YES;
        }
        case WAITING -> {
          if (STATE.compareAndSet(partner, WAITING, SETTLED)) {
            return Taken.YES;
          }
        }
        case CLAIMED -> {
          if (rank() <= partner.rank()) {
            return Taken.GIVE_WAY;
          }
          Thread.onSpinWait(); // the partner, of lower rank, gives way or is done in a moment
        }
        case SETTLED, DONE, CANCELLED -> {
          return Taken.GONE;
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
        Mounts.yieldKernelThread();
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

  /// The node whose event happened; only when done.
  public final WaitNode winner() {
    if (!isDone()) {
      throw new IllegalStateException("not settled yet");
    }
    return winning();
  }

  WaitNode winning() {
    return this;
  }

  /// Parks until done. On an interrupt it cancels if it still can.
  ///
  /// @return true if done, false if cancelled by an interrupt (whose status is then cleared)
  public final boolean await() {
    if (isDone()) {
      return true;
    }
    if (!(parker instanceof Strand strand)) {
      return parkUntilDone();
    }
    strand.waits();
    boolean done = parkUntilDone();
    strand.waitsNoMore();
    return done;
  }

  private boolean parkUntilDone() {
    while (!isDone()) {
      park();
      if (isDone()) {
        return true;
      }
      if (Thread.currentThread().isInterrupted() && cancel()) {
        Thread.interrupted();
        return false;
      }
      if (!isWaiting()) {
        awaitDone();
      } else if (parker instanceof Strand strand) {
        strand.tell(this);
      }
    }
    return true;
  }

  /// The settler is between its settlement and its finish.
  private void awaitDone() {
    for (int spins = 0; !isDone(); spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Mounts.yieldKernelThread();
      }
    }
  }

  private void park() {
    if (parker instanceof Strand strand) {
      strand.park();
    } else {
      LockSupport.park(this);
    }
  }

  /// Lets the waiter go on. Overridden by waiters that are not threads.
  protected void resume() {
    if (parker instanceof Strand strand) {
      strand.resume();
    } else if (parker instanceof Thread thread) {
      LockSupport.unpark(thread);
    }
  }

  // ---- for reports

  @Override
  public List<WaitReason> reasons() {
    return List.of(event.reason());
  }

  @Override
  public List<Thread> holders() {
    return event.holders();
  }

  @Override
  public String toString() {
    return "waiter for " + event;
  }
}
