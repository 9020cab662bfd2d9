package dev.weft.wait;

import org.jspecify.annotations.Nullable;

/// First come, first served: a doubly linked list through the nodes themselves, guarded by its event's lock.
public final class WaitQueue {
  private @Nullable WaitNode first;
  private @Nullable WaitNode last;
  private int size;

  public WaitQueue() {}

  /// Whether nobody waits.
  public boolean isEmpty() {
    return first == null;
  }

  /// How many wait.
  public int size() {
    return size;
  }

  /// Who has waited longest, or null.
  public @Nullable WaitNode peek() {
    return first;
  }

  /// Who comes after that one, or null.
  public @Nullable WaitNode after(WaitNode node) {
    return node.next;
  }

  /// Enters at the end.
  public void add(WaitNode node) {
    node.queued = true;
    node.previous = last;
    if (last == null) {
      first = node;
    } else {
      last.next = node;
    }
    last = node;
    size++;
  }

  /// Enters at the front, before all who came earlier.
  public void addFirst(WaitNode node) {
    node.queued = true;
    node.next = first;
    if (first == null) {
      last = node;
    } else {
      first.previous = node;
    }
    first = node;
    size++;
  }

  /// Leaves; false if it was not in.
  public boolean remove(WaitNode node) {
    if (!node.queued) {
      return false;
    }
    node.queued = false;
    WaitNode before = node.previous;
    WaitNode behind = node.next;
    if (before == null) {
      first = behind;
    } else {
      before.next = behind;
    }
    if (behind == null) {
      last = before;
    } else {
      behind.previous = before;
    }
    node.previous = null;
    node.next = null;
    size--;
    return true;
  }

  /// Takes out whoever has waited longest and can still be settled, and settles it; null if there is nobody.
  ///
  /// The caller then stores the result in the node and calls [Waiter#finish], after it has left its lock if it likes.
  public @Nullable WaitNode settleFirst() {
    WaitNode node = first;
    while (node != null) {
      remove(node);
      if (node.waiter.trySettle()) {
        return node;
      }
      node = first;
    }
    return null;
  }
}
