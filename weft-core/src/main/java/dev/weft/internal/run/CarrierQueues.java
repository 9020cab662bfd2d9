package dev.weft.internal.run;

import org.jspecify.annotations.Nullable;

/// What a carrier has to run, and in which order: a run-next slot, a local queue, an inbox, timers.
///
/// Invariants: `local` is pushed to by this thread only, and `next` is filled by it only; a thief may empty that once the monitor has
/// marked this carrier as held (`open`), or while its turns are long.
///
/// The order of a turn: every 61st the inbox and the timers; else the run-next slot (at most [#STREAK] times in a row,
/// so that a ping-pong pair cannot starve the queue), else the local queue.
abstract sealed class CarrierQueues extends Thread permits Carrier {
  private static final int INBOX_INTERVAL = 61;
  private static final int TIMER_INTERVAL_MASK = 15;
  private static final int STREAK = 64;

  final CarrierEngine engine;
  final RunNext next = new RunNext();
  final RunQueue local = new RunQueue();

  /// Work from outside: shared with all carriers where there is stealing, this carrier's own where there is none.
  final GlobalQueue inbox;

  final TimerQueue timers;

  private int streak;
  private int untilInbox = INBOX_INTERVAL;

  /// Set by the monitor while one turn lasts too long: thieves may take the run-next slot.
  volatile boolean open;

  /// Judged where there is stealing: while it is slow, whom a fiber wakes is offered to others at once.
  final Pace pace = new Pace();

  CarrierQueues(CarrierEngine engine, String name, GlobalQueue inbox, TimerQueue timers) {
    super(null, null, name, 0, false);
    this.engine = engine;
    this.inbox = inbox;
    this.timers = timers;
  }

  /// The regular carrier whose fibers this one runs: itself, or the one that it stands in for. Its inbox and its timers are the
  /// only ones that matter: a spare has none.
  abstract Carrier acting();

  /// Whether it must take no more work: a spare without a duty.
  abstract boolean isOffDuty();

  /// The inbox that is this thread's to empty: its own, or that of the carrier that it stands in for.
  final GlobalQueue inboxNow() {
    return acting().inbox;
  }

  /// The timers that are this thread's to expire: its own, or those of the carrier that it stands in for.
  final TimerQueue timersNow() {
    return acting().timers;
  }

  /// Whether thieves may take the run-next slot.
  final boolean sharesNext() {
    return open || pace.isSlow();
  }

  /// Whether anything waits for this carrier, or for the one that it stands in for; a snapshot.
  public final boolean hasWork() {
    return next.isFull() || !local.isEmpty() || !inboxNow().isEmpty();
  }

  // ---- in

  /// Owner only: to be run before anything else.
  final void pushNext(Runnable task) {
    Runnable old = next.put(task);
    if (old != null) {
      makeRoom(old, task);
    } else if (pace.isSlow()) {
      engine.dispatch().offer(pace);
    }
  }

  /// Whoever was to be next goes to the queue; if there is no room for that one, all is as before. A method of its own, so that
  /// the compiler can put the frequent case into whatever wakes a fiber.
  private void makeRoom(Runnable old, Runnable task) {
    try {
      pushBack(old);
    } catch (Throwable t) {
      if (next.put(old) == task) {
        throw t;
      } // else a thief has the task already
    }
    engine.dispatch().moreWork();
  }

  /// Owner only.
  final void pushBack(Runnable task) {
    while (!local.push(task) && !local.spill(task, inboxNow())) {
      Thread.onSpinWait();
    }
  }

  // ---- out

  /// Null if there is nothing, or a spare has no duty.
  final @Nullable Runnable nextTask() {
    if (isOffDuty()) {
      return null;
    }
    if (--untilInbox == 0) {
      untilInbox = INBOX_INTERVAL;
      expireTimers();
      Runnable task = inboxNow().poll();
      if (task != null) {
        return task;
      }
    } else if ((untilInbox & TIMER_INTERVAL_MASK) == 0) {
      expireTimers();
    }
    Runnable first = next.take();
    if (first == null) {
      streak = 0;
      return local.pop();
    }
    if (++streak < STREAK) {
      return first;
    }
    streak = 0;
    Runnable waiting = local.pop();
    if (waiting == null) {
      return first;
    }
    pushBack(first);
    return waiting;
  }

  /// Whether that has woken anybody.
  final boolean expireTimers() {
    long earliest = timersNow().earliest();
    if (earliest == TimerQueue.NONE) {
      return false;
    }
    long now = engine.clock().nanoTime();
    return earliest <= now && timersNow().expire(now) > 0;
  }
}
