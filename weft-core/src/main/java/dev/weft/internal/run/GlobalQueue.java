package dev.weft.internal.run;

import dev.weft.internal.util.Locked;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The unbounded queue behind the carriers: work from outside, overflow of local queues, and what must wait its turn.
///
/// Shared by all carriers of a work-stealing scheduler; each carrier of a per-core scheduler has its own.
/// Invariant: `size` is written under the lock and read without it; whoever adds wakes a carrier afterwards.
public final class GlobalQueue extends Locked {
  private @Nullable Runnable[] ring = new @Nullable Runnable[64];
  private int head;
  private volatile int size;

  /// How many tasks wait; a snapshot.
  public int size() {
    return size;
  }

  /// Whether any task waits; a snapshot.
  public boolean isEmpty() {
    return size == 0;
  }

  /// Adds at the tail.
  public void add(Runnable task) {
    lock();
    try {
      append(task);
    } finally {
      unlock();
    }
  }

  /// All, or none if there is no memory for them.
  void addAll(Runnable[] tasks, int count) {
    lock();
    try {
      makeRoom(count);
      for (int i = 0; i < count; i++) {
        put(tasks[i]);
      }
    } finally {
      unlock();
    }
  }

  /// Takes the oldest, or null.
  public @Nullable Runnable poll() {
    if (size == 0) {
      return null;
    }
    lock();
    try {
      return take();
    } finally {
      unlock();
    }
  }

  /// Takes the oldest and moves a fair share of the rest into the local queue, which must have room for it.
  @Nullable Runnable pollInto(RunQueue local, int carriers) {
    if (size == 0) {
      return null;
    }
    lock();
    try {
      Runnable first = take();
      int share = Math.min(size / carriers, RunQueue.CAPACITY / 2 - local.size());
      for (int i = 0; i < share; i++) {
        Runnable task = take();
        if (task == null) {
          break;
        }
        if (!local.push(task)) {
          append(task);
          break;
        }
      }
      return first;
    } finally {
      unlock();
    }
  }

  private void append(Runnable task) {
    makeRoom(1);
    put(task);
  }

  private void makeRoom(int more) {
    while (size + more > ring.length) {
      @Nullable Runnable[] wider = Arrays.copyOf(ring, ring.length * 2);
      int wrapped = head;
      System.arraycopy(ring, 0, wider, ring.length, wrapped);
      Arrays.fill(wider, 0, wrapped, null);
      ring = wider;
    }
  }

  private void put(Runnable task) {
    ring[(head + size) & (ring.length - 1)] = task;
    size = size + 1;
  }

  private @Nullable Runnable take() {
    if (size == 0) {
      return null;
    }
    Runnable task = ring[head];
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    size = size - 1;
    return task;
  }
}
