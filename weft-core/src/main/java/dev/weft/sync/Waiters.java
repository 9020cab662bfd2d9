package dev.weft.sync;

import dev.weft.internal.util.Locked;
import dev.weft.wait.WaitNode;
import dev.weft.wait.WaitQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Those who wait for one thing that happens to all of them at once, and the lock that guards it.
final class Waiters extends Locked {
  private final WaitQueue queue = new WaitQueue();

  /// Does something short with the lock held.
  <T> T guarded(Supplier<T> body) {
    lock();
    try {
      return body.get();
    } finally {
      unlock();
    }
  }

  /// Enters, unless it has happened already.
  boolean addUnless(WaitNode node, BooleanSupplier happened) {
    lock();
    boolean waits = !happened.getAsBoolean();
    if (waits) {
      queue.add(node);
    }
    unlock();
    return waits;
  }

  void remove(WaitNode node) {
    lock();
    queue.remove(node);
    unlock();
  }

  int size() {
    lock();
    int now = queue.size();
    unlock();
    return now;
  }

  /// Does something short with the lock held; if it says so, all who wait at that moment are settled with the same result. Whoever
  /// comes later is not, however long the settling takes.
  boolean settleAllIf(BooleanSupplier happened, Object result) {
    List<WaitNode> settled = new ArrayList<>();
    boolean yes =
        guarded(
            () -> {
              boolean now = happened.getAsBoolean();
              for (WaitNode next = now ? queue.settleFirst() : null; next != null; next = queue.settleFirst()) {
                settled.add(next);
              }
              return now;
            });
    for (WaitNode node : settled) {
      node.succeed(result);
      node.waiter().finish(node);
    }
    return yes;
  }

  /// Settles a node that need not wait.
  static void settle(WaitNode node, Object result) {
    if (node.waiter().settleSelf()) {
      node.succeed(result);
      node.waiter().finish(node);
    }
  }
}
