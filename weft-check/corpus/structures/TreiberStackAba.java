// Wrong: nodes are used again, so a compare-and-set on the top succeeds although the stack changed twice underneath.
// Idea: Treiber 1986 and its ABA problem; JMC's stack tests. Repaired twin: TreiberStackStamped.java.

import java.util.concurrent.atomic.*;

static final class Node {
  final String name;
  volatile Node next;

  Node(String name, Node next) {
    this.name = name;
    this.next = next;
  }
}

final AtomicReference<Node> top =
    new AtomicReference<>(new Node("a", new Node("b", new Node("c", null))));

Node pop() {
  while (true) {
    Node seen = top.get();
    if (seen == null || top.compareAndSet(seen, seen.next)) {
      return seen;
    }
  }
}

void push(Node node) {
  Node seen;
  do {
    seen = top.get();
    node.next = seen;
  } while (!top.compareAndSet(seen, node));
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  var held = new AtomicReferenceArray<Node>(2);
  Thread one = threads.start(() -> held.set(0, pop()));
  Thread two =
      threads.start(
          () -> {
            Node first = pop();
            held.set(1, pop());
            push(first);
          });
  one.join();
  two.join();
  Set<Node> all = new HashSet<>();
  int count = 0;
  for (Node node : Arrays.asList(held.get(0), held.get(1), pop(), pop())) {
    if (node != null) {
      count++;
      all.add(node);
    }
  }
  if (count != 3 || all.size() != 3) {
    throw new AssertionError(count + " nodes came out, " + all.size() + " different ones, expected 3");
  }
}
