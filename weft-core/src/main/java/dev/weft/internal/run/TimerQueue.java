package dev.weft.internal.run;

import dev.weft.internal.util.Locked;
import org.jspecify.annotations.Nullable;

/// A carrier's timers, in a [TimerHeap].
///
/// Any thread may add and cancel. The carrier expires its own queue between turns; while it is stuck, its spare does.
/// Invariant: `earliest` is the heap's first deadline, or [#NONE] if there is none, written under the lock and read without it.
public final class TimerQueue extends Locked {
  /// The deadline of an empty queue.
  public static final long NONE = Long.MAX_VALUE;

  private final TimerHeap heap = new TimerHeap();
  private volatile long earliest = NONE;

  /// The next deadline, or [#NONE].
  public long earliest() {
    return earliest;
  }

  /// How many are set.
  public int size() {
    lock();
    int now = heap.size();
    unlock();
    return now;
  }

  /// Adds an entry; true if it is now the first, so that a sleeping owner must be told.
  public boolean add(TimerEntry entry, long deadline) {
    lock();
    try {
      if (entry.queue != null) {
        throw new IllegalStateException("a timer is set twice: " + entry);
      }
      heap.add(entry, Math.min(deadline, NONE - 1));
      entry.queue = this; // only now: there may be no memory for one more
      return publish() && heap.first() == entry;
    } finally {
      unlock();
    }
  }

  boolean remove(TimerEntry entry) {
    lock();
    try {
      if (entry.queue != this) {
        return false;
      }
      heap.remove(entry);
      entry.queue = null;
      publish();
      return true;
    } finally {
      unlock();
    }
  }

  /// Fires everything that is due; returns how many.
  public int expire(long now) {
    int fired = 0;
    while (earliest <= now) {
      TimerEntry due = takeDue(now);
      if (due == null) {
        break;
      }
      due.fire();
      fired++;
    }
    return fired;
  }

  /// Takes out the first one if it is due; the caller fires it.
  @Nullable TimerEntry takeDue(long now) {
    lock();
    try {
      return heap.deadline() <= now ? takeFirst() : null;
    } finally {
      unlock();
    }
  }

  /// One that has been taken out, and when it is due.
  record Taken(TimerEntry entry, long deadline) {}

  /// Takes out the first one, due or not.
  @Nullable Taken take() {
    lock();
    try {
      long deadline = heap.deadline();
      TimerEntry first = takeFirst();
      return first == null ? null : new Taken(first, deadline);
    } finally {
      unlock();
    }
  }

  private @Nullable TimerEntry takeFirst() {
    TimerEntry first = heap.first();
    if (first != null) {
      heap.remove(first);
      first.queue = null;
      publish();
    }
    return first;
  }

  private boolean publish() {
    long first = heap.deadline();
    if (first == earliest) {
      return false;
    }
    earliest = first;
    return true;
  }
}
