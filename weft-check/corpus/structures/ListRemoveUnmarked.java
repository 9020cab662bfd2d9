// Wrong: a node is unlinked without marking it, so an insert behind it at the same time is lost.
// Idea: the lock-free list that Harris (2001) repaired with marks; Herlihy and Shavit, chapter 9. Repaired twin:
// ListRemoveMarked.java.

import java.util.concurrent.atomic.AtomicMarkableReference;

static final class Node {
  final int key;
  final AtomicMarkableReference<Node> next;

  Node(int key, Node next) {
    this.key = key;
    this.next = new AtomicMarkableReference<>(next, false);
  }
}

final Node tail = new Node(Integer.MAX_VALUE, null);
final Node head = new Node(Integer.MIN_VALUE, new Node(10, new Node(30, tail)));

/// The last node whose key is smaller; unlinks marked nodes on its way.
Node before(int key) {
  while (true) {
    Node left = head;
    Node node = left.next.getReference();
    boolean moved = true;
    while (moved) {
      boolean[] marked = new boolean[1];
      Node right = node.next.get(marked);
      if (marked[0]) {
        moved = left.next.compareAndSet(node, right, false, false);
        node = right;
      } else if (node.key >= key) {
        return left;
      } else {
        left = node;
        node = right;
      }
    }
  }
}

void insert(int key) {
  while (true) {
    Node left = before(key);
    Node right = left.next.getReference();
    if (right.key >= key && left.next.compareAndSet(right, new Node(key, right), false, false)) {
      return;
    }
  }
}

void remove(int key) {
  while (true) {
    Node left = before(key);
    Node node = left.next.getReference();
    if (node.key != key) {
      return;
    }
    Node right = node.next.getReference();
    if (left.next.compareAndSet(node, right, false, false)) {
      return;
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread remover = threads.start(() -> remove(10));
  insert(20);
  remover.join();
  if (before(20).next.getReference().key != 20) {
    throw new AssertionError("20 was inserted and is not there");
  }
  if (before(10).next.getReference().key == 10) {
    throw new AssertionError("10 was removed and is there");
  }
}
