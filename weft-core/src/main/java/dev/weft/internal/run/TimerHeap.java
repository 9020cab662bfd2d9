package dev.weft.internal.run;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Timers by deadline: a 4-ary heap, as in Go's runtime, with the deadlines in it. Insert and expiry take O(log n), the first deadline
/// O(1), a removal O(1) in the mean: what is removed leaves a gap, which goes when it comes to the top, or with others when they are
/// too many. For one thread.
///
/// The heap is made of numbers, and the entries stay where they are, each in a slot of its own: so moving about in the heap reads no
/// entry, which would be a cache miss each time, and writes no reference, for which the collector would have to be told.
///
/// Invariants: no child is due before its parent; the top is no gap; there are at most [#LEAST] gaps more than entries.
///
/// ```
///  place in the heap:  deadlines[place], slots[place]
///  slot of an entry:   entries[slot], null for a gap
///  free slot:          nextFree[slot]; it is in no place of the heap
/// ```
final class TimerHeap {
  private static final int FAN_OUT = 4;
  private static final int LEAST = 16;
  private static final int NO_SLOT = -1;

  private long[] deadlines = new long[LEAST];
  private int[] slots = new int[LEAST];
  private @Nullable TimerEntry[] entries = new @Nullable TimerEntry[LEAST];
  private int[] nextFree = new int[LEAST];
  private int free = NO_SLOT;

  /// Places in use, gaps among them.
  private int size;

  private int gaps;

  int size() {
    return size - gaps;
  }

  /// The first deadline; [TimerQueue#NONE] if there is none.
  long deadline() {
    return size == 0 ? TimerQueue.NONE : deadlines[0];
  }

  /// The one with the first deadline.
  @Nullable TimerEntry first() {
    return size == 0 ? null : entries[slots[0]];
  }

  void add(TimerEntry entry, long deadline) {
    if (size == 0) {
      free = NO_SLOT; // the slots in order again: references that are stored side by side cost the collector less
    } else if (size == deadlines.length) {
      grow();
    }
    int slot = takeSlot();
    entries[slot] = entry;
    entry.slot = slot;
    siftUp(size++, deadline, slot);
  }

  /// One that is in this heap.
  void remove(TimerEntry entry) {
    entries[entry.slot] = null;
    gaps++;
    while (size > 0 && entries[slots[0]] == null) {
      dropTop();
    }
    if (gaps > size - gaps + LEAST) {
      dropGaps();
    }
  }

  private void dropTop() {
    giveSlot(slots[0]);
    gaps--;
    int last = --size;
    siftDown(0, deadlines[last], slots[last]);
  }

  private void dropGaps() {
    int kept = 0;
    for (int at = 0; at < size; at++) {
      if (entries[slots[at]] == null) {
        giveSlot(slots[at]);
      } else {
        deadlines[kept] = deadlines[at];
        slots[kept++] = slots[at];
      }
    }
    size = kept;
    gaps = 0;
    for (int at = (size - 1) / FAN_OUT; at >= 0; at--) {
      siftDown(at, deadlines[at], slots[at]);
    }
  }

  /// All four or none: there may be memory for some of them only.
  private void grow() {
    int more = size * 2;
    long[] moreDeadlines = Arrays.copyOf(deadlines, more);
    int[] moreSlots = Arrays.copyOf(slots, more);
    @Nullable TimerEntry[] moreEntries = Arrays.copyOf(entries, more);
    int[] moreFree = Arrays.copyOf(nextFree, more);
    deadlines = moreDeadlines;
    slots = moreSlots;
    entries = moreEntries;
    nextFree = moreFree;
  }

  /// Where none has been given back, those in use are the first ones.
  private int takeSlot() {
    int slot = free;
    if (slot == NO_SLOT) {
      return size;
    }
    free = nextFree[slot];
    return slot;
  }

  private void giveSlot(int slot) {
    nextFree[slot] = free;
    free = slot;
  }

  private void siftUp(int from, long deadline, int slot) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) / FAN_OUT;
      if (deadlines[parent] <= deadline) {
        break;
      }
      place(at, deadlines[parent], slots[parent]);
      at = parent;
    }
    place(at, deadline, slot);
  }

  private void siftDown(int from, long deadline, int slot) {
    int at = from;
    while (true) {
      int first = at * FAN_OUT + 1;
      if (first >= size) {
        break;
      }
      int least = first;
      for (int child = first + 1; child < Math.min(first + FAN_OUT, size); child++) {
        if (deadlines[child] < deadlines[least]) {
          least = child;
        }
      }
      if (deadline <= deadlines[least]) {
        break;
      }
      place(at, deadlines[least], slots[least]);
      at = least;
    }
    place(at, deadline, slot);
  }

  private void place(int at, long deadline, int slot) {
    deadlines[at] = deadline;
    slots[at] = slot;
  }
}
