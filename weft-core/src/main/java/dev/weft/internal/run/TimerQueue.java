package dev.weft.internal.run;

import dev.weft.internal.util.Locked;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A carrier's timers: a 4-ary heap, as in Go's runtime. Insert, cancel and expiry take O(log n), the next deadline O(1).
///
/// Any thread may add and cancel. The carrier expires its own queue between turns; while it is stuck, its spare does.
/// Invariants: `heap[i].index == i`; no child is due before its parent; `earliest` is the root's deadline, or
/// [#NONE] if there is none, written under the lock and read without it.
public final class TimerQueue extends Locked {
  /// The deadline of an empty queue.
  public static final long NONE = Long.MAX_VALUE;

  private static final int FAN_OUT = 4;

  private @Nullable TimerEntry[] heap = new @Nullable TimerEntry[16];
  private int size;
  private volatile long earliest = NONE;

  /// The next deadline, or [#NONE].
  public long earliest() {
    return earliest;
  }

  /// How many are set; a snapshot.
  public int size() {
    return size;
  }

  /// Adds an entry; true if it is now the first, so that a sleeping owner must be told.
  public boolean add(TimerEntry entry, long deadline) {
    lock();
    try {
      if (entry.queue != null) {
        throw new IllegalStateException("a timer is set twice: " + entry);
      }
      entry.deadline = Math.min(deadline, NONE - 1);
      entry.queue = this;
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, size * 2);
      }
      siftUp(size++, entry);
      return publish() && heap[0] == entry;
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
      removeAt(entry.index);
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

  private @Nullable TimerEntry takeDue(long now) {
    lock();
    try {
      TimerEntry root = heap[0];
      if (root == null || root.deadline > now) {
        return null;
      }
      removeAt(0);
      root.queue = null;
      publish();
      return root;
    } finally {
      unlock();
    }
  }

  private boolean publish() {
    TimerEntry root = heap[0];
    long first = root == null ? NONE : root.deadline;
    if (first == earliest) {
      return false;
    }
    earliest = first;
    return true;
  }

  private void removeAt(int at) {
    TimerEntry last = entry(--size);
    heap[size] = null;
    if (at == size) {
      return;
    }
    if (at > 0 && last.deadline < entry((at - 1) / FAN_OUT).deadline) {
      siftUp(at, last);
    } else {
      siftDown(at, last);
    }
  }

  private void siftUp(int from, TimerEntry entry) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) / FAN_OUT;
      TimerEntry above = entry(parent);
      if (above.deadline <= entry.deadline) {
        break;
      }
      place(at, above);
      at = parent;
    }
    place(at, entry);
  }

  private void siftDown(int from, TimerEntry entry) {
    int at = from;
    while (true) {
      int first = at * FAN_OUT + 1;
      if (first >= size) {
        break;
      }
      int least = first;
      for (int child = first + 1; child < Math.min(first + FAN_OUT, size); child++) {
        if (entry(child).deadline < entry(least).deadline) {
          least = child;
        }
      }
      TimerEntry below = entry(least);
      if (entry.deadline <= below.deadline) {
        break;
      }
      place(at, below);
      at = least;
    }
    place(at, entry);
  }

  private void place(int at, TimerEntry entry) {
    heap[at] = entry;
    entry.index = at;
  }

  private TimerEntry entry(int at) {
    TimerEntry entry = heap[at];
    if (entry == null) {
      throw new IllegalStateException("a hole in the timer heap at " + at);
    }
    return entry;
  }
}
