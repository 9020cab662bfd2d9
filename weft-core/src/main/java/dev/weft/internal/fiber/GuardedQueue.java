package dev.weft.internal.fiber;

import dev.weft.internal.util.Locked;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import org.jspecify.annotations.Nullable;

/// A queue of waiters with a lock of its own, for events that happen once to all who wait.
final class GuardedQueue extends Locked {
  private final WaitQueue queue = new WaitQueue();

  void add(WaitNode node) {
    lock();
    try {
      queue.add(node);
    } finally {
      unlock();
    }
  }

  void remove(WaitNode node) {
    lock();
    try {
      queue.remove(node);
    } finally {
      unlock();
    }
  }

  boolean isEmpty() {
    lock();
    boolean empty = queue.isEmpty();
    unlock();
    return empty;
  }

  /// Settles and finishes all who wait now; each gets the result.
  void settleAll(Object result) {
    WaitNode node = settleOne();
    while (node != null) {
      node.succeed(result);
      node.waiter().finish(node);
      node = settleOne();
    }
  }

  private @Nullable WaitNode settleOne() {
    lock();
    try {
      return queue.settleFirst();
    } finally {
      unlock();
    }
  }
}
