// Right: both nodes are locked while the list is changed.
// Idea: hand-over-hand locking; JMC's fine-grained list, Herlihy and Shavit, chapter 9. Broken twin:
// ListOneLock.java.

import java.util.concurrent.locks.ReentrantLock;

static final class Node {
  final int key;
  final ReentrantLock lock = new ReentrantLock();
  Node next;

  Node(int key, Node next) {
    this.key = key;
    this.next = next;
  }
}

final Node head = new Node(0, new Node(1, new Node(2, new Node(3, null))));

void remove(int key) {
  Node left = head;
  left.lock.lock();
  Node node = left.next;
  node.lock.lock();
  while (node.key < key) {
    left.lock.unlock();
    left = node;
    node = left.next;
    node.lock.lock();
  }
  left.next = node.next;
  node.lock.unlock();
  left.lock.unlock();
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread one = threads.start(() -> remove(1));
  Thread two = threads.start(() -> remove(2));
  one.join();
  two.join();
  if (head.next.key != 3) {
    throw new AssertionError(head.next.key + " is still in the list");
  }
}
