package dev.weft.wait;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// First come, first served (Go's queues of waiting goroutines): a ring of nodes, doubly linked through the nodes themselves, guarded by its event's lock.
///
/// Invariant: `last.next` is the first. The queue has one reference, not two, because it is old and the nodes are young: under a
/// collector with generations each such store costs a fence.
public final class WaitQueue {
  private static final VarHandle LAST =
      ConstantBootstraps.fieldVarHandle(MethodHandles.lookup(), "last", VarHandle.class, WaitQueue.class, WaitNode.class);

  private @Nullable WaitNode last;
  private int size;

  public WaitQueue() {}

  /// Whether nobody waits.
  public boolean isEmpty() {
    return last == null;
  }

  /// Whether nobody waited a moment ago; without the lock.
  public boolean isEmptyOpaque() {
    return LAST.getOpaque(this) == null;
  }

  /// How many wait.
  public int size() {
    return size;
  }

  /// Who has waited longest, or null.
  public @Nullable WaitNode peek() {
    WaitNode end = last;
    return end == null ? null : end.next;
  }

  /// Who has waited longest of those who still wait, or null. Takes out those before: they have been settled elsewhere or have given up.
  public @Nullable WaitNode peekWaiting() {
    WaitNode node = peek();
    while (node != null && !node.waiter.isWaiting()) {
      remove(node);
      node = peek();
    }
    return node;
  }

  /// Who comes after that one, or null.
  public @Nullable WaitNode after(WaitNode node) {
    return node == last ? null : node.next;
  }

  /// Enters at the end.
  public void add(WaitNode node) {
    link(node);
    LAST.setOpaque(this, node);
  }

  /// Enters at the front, before all who came earlier.
  public void addFirst(WaitNode node) {
    link(node);
    if (size == 1) {
      LAST.setOpaque(this, node);
    }
  }

  /// Between the last and the first.
  private void link(WaitNode node) {
    WaitNode end = last;
    WaitNode first = end == null ? node : end.next;
    node.previous = end == null ? node : end;
    node.next = first;
    if (end != null && first != null) {
      end.next = node;
      first.previous = node;
    }
    size++;
  }

  /// Leaves; false if it was not in.
  public boolean remove(WaitNode node) {
    WaitNode before = node.previous;
    WaitNode behind = node.next;
    if (before == null || behind == null) {
      return false;
    }
    if (before == node) {
      LAST.setOpaque(this, (WaitNode) null);
    } else {
      before.next = behind;
      behind.previous = before;
      if (last == node) {
        LAST.setOpaque(this, before);
      }
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
    WaitNode node = peek();
    while (node != null) {
      remove(node);
      if (node.waiter.trySettle()) {
        return node;
      }
      node = peek();
    }
    return null;
  }
}
