// Wrong: a producer that has swapped the tail but not linked its node hides the nodes behind it from the consumers.
// Idea: Vyukov's exchange-based queue used as if it were linearizable; Michael and Scott 1996. Repaired twin:
// MichaelScottQueue.java.

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
  tail.getAndSet(node).next.set(node);
}

int poll() {
  while (true) {
    Node first = head.get();
    Node next = first.next.get();
    if (next == null) {
      return -1;
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
