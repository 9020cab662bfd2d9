// Right: a node is linked first, and the tail is then helped forward, as Michael and Scott do.
// Idea: Vyukov's exchange-based queue used as if it were linearizable; Michael and Scott 1996. Broken twin:
// ExchangeQueue.java.

import java.util.concurrent.atomic.AtomicReference;

static final class Node {
  final int item;
  final AtomicReference<Node> next = new AtomicReference<>();

  Node(int item) {
    this.item = item;
  }
}

final Node start = new Node(0);
final AtomicReference<Node> head = new AtomicReference<>(start);
final AtomicReference<Node> tail = new AtomicReference<>(start);

void put(int item) {
  Node node = new Node(item);
  while (true) {
    Node last = tail.get();
    if (last.next.compareAndSet(null, node)) {
      tail.compareAndSet(last, node);
      return;
    }
    tail.compareAndSet(last, last.next.get());
  }
}

int poll() {
  while (true) {
    Node first = head.get();
    Node next = first.next.get();
    if (next == null) {
      return -1;
    }
    Node last = tail.get();
    if (first == last) {
      tail.compareAndSet(last, next);
    }
    if (head.compareAndSet(first, next)) {
      return next.item;
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread other = threads.start(() -> put(1));
  put(2);
  if (poll() < 0) {
    throw new AssertionError("the queue looks empty right after a put");
  }
  other.join();
}
