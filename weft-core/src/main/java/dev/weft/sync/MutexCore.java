package dev.weft.sync;

import dev.weft.internal.util.Locked;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import org.jspecify.annotations.Nullable;

/// A mutex's state: who holds it, who waits.
///
/// Invariants, whenever the inner lock is free: a fair mutex that somebody can still be settled to wait for is held. A barging one that is
/// free while somebody waits has woken one who is on the way to try again. `holder` is who was handed it, from that moment on, although
/// it may not have run yet.
final class MutexCore extends Locked {
  private final boolean fair;
  private final WaitQueue waiting = new WaitQueue();
  private volatile @Nullable Held holder;
  private volatile int sequence;

  MutexCore(boolean fair) {
    this.fair = fair;
  }

  /// Who holds it now, or null.
  @Nullable Held holder() {
    return holder;
  }

  int sequence() {
    return sequence;
  }

  int waiters() {
    lock();
    int now = waiting.size();
    unlock();
    return now;
  }

  /// Takes it if it is free; else returns who holds it.
  @Nullable Held enter(Held candidate) {
    lock();
    Held now = holder;
    if (now == null) {
      grant(candidate);
    }
    unlock();
    return now;
  }

  private void grant(Held to) {
    holder = to;
    sequence++; // under the lock
  }

  /// Lets a waiter queue if it is held; false if it is free.
  ///
  /// @param again whether it has waited before and was woken to try again: then it goes to the front
  boolean enqueue(WaitNode node, boolean again) {
    lock();
    boolean held = holder != null;
    if (held && again) {
      waiting.addFirst(node);
    } else if (held) {
      waiting.add(node);
    }
    unlock();
    return held;
  }

  /// For a select: queues it, or gives it the free mutex if it has not been settled.
  void enlist(WaitNode node) {
    lock();
    if (holder != null) {
      waiting.add(node);
      unlock();
      return;
    }
    boolean settled = node.waiter().settleSelf();
    if (settled) {
      grant(heldOf(node));
    }
    unlock();
    if (settled) {
      finish(node, true);
    }
  }

  void forget(WaitNode node) {
    lock();
    waiting.remove(node);
    unlock();
  }

  /// Passes it on, or frees it and wakes one who tries again. False if that is not who holds it.
  boolean leave(Held held) {
    lock();
    if (holder != held) {
      unlock();
      return false;
    }
    holder = null;
    WaitNode next = waiting.isEmpty() ? null : waiting.settleFirst();
    if (next == null) {
      unlock();
      return true;
    }
    Held heir = heldOf(next);
    boolean handed = fair || !(next.event() instanceof MutexEvent.Retrying) || ++heir.passed > Mutex.PATIENCE;
    if (handed) {
      grant(heir);
    }
    unlock();
    finish(next, handed);
    return true;
  }

  /// The result says whether the mutex was handed over, or is to be tried for again.
  private static void finish(WaitNode node, boolean handed) {
    node.succeed(handed);
    node.waiter().finish(node);
  }

  static Held heldOf(WaitNode node) {
    if (node.offer() instanceof Held held) {
      return held;
    }
    throw new IllegalStateException("a waiter without an attempt");
  }
}
