package dev.weft.internal.run;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// A carrier's own bounded queue: its owner pushes at the tail, the owner and thieves take at the head.
///
/// Invariants: head <= tail <= head + 256 (as ints that may wrap). Only the owner writes the tail and the slots. A
/// slot's task belongs to whoever moves the head past it; a slot is written again only after that. What thieves have taken stays in
/// its slot until the owner's next [#pop], which lets go of it: nobody keeps what fibers that have ended have returned.
///
/// | field | owner reads | owner writes | thieves |
/// |---|---|---|---|
/// | tail | plain | release | acquire |
/// | head | acquire | CAS | acquire, CAS |
/// | slots | plain | plain, before the release of the tail | plain, believed only if the CAS of the head succeeds |
/// | swept | plain | plain | |
///
/// The shape is that of Go's runtime (`runqput`, `runqgrab`): half of a queue is stolen at once.
public final class RunQueue {
  /// How many tasks fit.
  public static final int CAPACITY = 256;

  private static final int MASK = CAPACITY - 1;
  private static final VarHandle HEAD = field("head");
  private static final VarHandle TAIL = field("tail");

  private final @Nullable Runnable[] slots = new @Nullable Runnable[CAPACITY];

  @SuppressWarnings("unused") // through HEAD
  private int head;

  private int tail;

  /// Below it no slot that lies outside of the queue keeps a task, unless thieves have moved the head on.
  private int swept;

  private static VarHandle field(String name) {
    return ConstantBootstraps.fieldVarHandle(
        MethodHandles.lookup(), name, VarHandle.class, RunQueue.class, int.class);
  }

  /// How many tasks wait; a snapshot.
  public int size() {
    int h = headAcquire();
    return Math.max(0, (int) TAIL.getAcquire(this) - h);
  }

  /// Whether any task waits; a snapshot.
  public boolean isEmpty() {
    return headAcquire() == (int) TAIL.getAcquire(this);
  }

  /// Owner only. False if it is full: then [#spill] makes room.
  public boolean push(Runnable task) {
    int t = tail;
    if (t - headAcquire() >= CAPACITY) {
      return false;
    }
    slots[t & MASK] = task;
    TAIL.setRelease(this, t + 1);
    return true;
  }

  /// Owner only: the oldest task, or null.
  public @Nullable Runnable pop() {
    while (true) {
      int h = headAcquire();
      if (h != swept) {
        sweep(h);
      }
      if (h == tail) {
        return null;
      }
      Runnable task = slots[h & MASK];
      if (HEAD.compareAndSet(this, h, h + 1)) {
        slots[h & MASK] = null; // ours until we push there again
        swept = h + 1;
        return task;
      }
    }
  }

  /// Owner only: lets go of what others have taken, or has been spilled, below that head. A slot that has been pushed to since is not touched.
  private void sweep(int h) {
    int behind = h - swept;
    int unused = CAPACITY - (tail - h);
    letGo(h - (behind < 0 || behind > unused ? unused : behind), h);
    swept = h;
  }

  private void letGo(int from, int to) {
    for (int i = from; i - to < 0; i++) {
      slots[i & MASK] = null;
    }
  }

  /// Owner only: the oldest task without taking it, or null. A thief may take it at any time.
  public @Nullable Runnable peek() {
    int h = headAcquire();
    return h == tail ? null : slots[h & MASK];
  }

  /// Owner only, when full: moves the older half and the new task to the overflow queue. False if thieves have made room.
  boolean spill(Runnable task, GlobalQueue overflow) {
    int h = headAcquire();
    int n = (tail - h) / 2;
    if (n != CAPACITY / 2) {
      return false;
    }
    Runnable[] batch = new Runnable[n + 1];
    copy(h, n, batch);
    if (!HEAD.compareAndSet(this, h, h + n)) {
      return false;
    }
    batch[n] = task;
    try {
      overflow.addAll(batch, n + 1);
    } catch (OutOfMemoryError e) { // those that were here stay here
      for (int i = 0; i < n; i++) {
        push(batch[i]);
      }
      throw e;
    }
    return true;
  }

  /// Called by the owner of `target`, which must be empty: moves half of this queue there and returns one more to run.
  @Nullable Runnable stealInto(RunQueue target) {
    int base = target.tail;
    int copied = base; // how far, at most: more than is stolen in the end if somebody else has been quicker
    while (true) {
      int h = headAcquire();
      int t = (int) TAIL.getAcquire(this);
      int n = t - h;
      n -= n / 2;
      if (n <= 0) {
        target.letGo(base, copied);
        return null;
      }
      if (n > CAPACITY / 2) {
        continue; // head and tail were read at different times
      }
      Runnable first = slots[h & MASK];
      for (int i = 1; i < n; i++) {
        target.slots[(base + i - 1) & MASK] = slots[(h + i) & MASK];
      }
      copied = base + Math.max(copied - base, n - 1);
      if (HEAD.compareAndSet(this, h, h + n)) {
        target.letGo(base + n - 1, copied);
        TAIL.setRelease(target, base + n - 1);
        return first;
      }
    }
  }

  /// Anyone: takes one task as a thief, or null.
  @Nullable Runnable stealOne() {
    while (true) {
      int h = headAcquire();
      if (h == (int) TAIL.getAcquire(this)) {
        return null;
      }
      Runnable task = slots[h & MASK];
      if (HEAD.compareAndSet(this, h, h + 1)) {
        return task;
      }
    }
  }

  private void copy(int from, int n, Runnable[] batch) {
    for (int i = 0; i < n; i++) {
      Runnable task = slots[(from + i) & MASK];
      if (task == null) {
        throw new IllegalStateException("an empty slot between head and tail");
      }
      batch[i] = task;
    }
  }

  private int headAcquire() {
    return (int) HEAD.getAcquire(this);
  }
}
