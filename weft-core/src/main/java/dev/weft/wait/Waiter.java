package dev.weft.wait;

import dev.weft.WaitReason;
import dev.weft.internal.run.Strand;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One attempt to wait for an event, or for one of several ([SelectWaiter]), settled once. It is itself the place of its first event.
///
/// A fiber parks on its strand, any other thread in the JDK's way; a callback does not park. Who may settle it, and when, is drawn in
/// [Settlement].
public non-sealed class Waiter extends Settlement {
  /// Of a wait for nothing but switched-off clauses.
  static final WaitReason NEVER = WaitReason.of("go on", "with clauses that are all switched off");

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
    waiter.waitAlone();
    return waiter;
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

  private void park() {
    if (parker instanceof Strand strand) {
      strand.park();
    } else {
      LockSupport.park(this);
    }
  }

  /// Lets the waiter go on. Overridden by waiters that are not threads.
  @Override
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
    return List.of(isSwitchedOff() ? NEVER : event.reason());
  }

  @Override
  public List<Thread> holders() {
    return isSwitchedOff() ? List.of() : event.holders();
  }

  @Override
  public List<Thread> anyHolders() {
    return isSwitchedOff() ? List.of() : event.anyHolders();
  }

  @Override
  public String toString() {
    return "waiter for " + event;
  }
}
