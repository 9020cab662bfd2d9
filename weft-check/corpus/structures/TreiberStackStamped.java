// Right: the top carries a stamp that changes with every operation.
// Idea: Treiber 1986 and its ABA problem; JMC's stack tests. Broken twin: TreiberStackAba.java.

import java.util.concurrent.atomic.*;

static final class Node {
  final String name;
  volatile Node next;

  Node(String name, Node next) {
    this.name = name;
    this.next = next;
  }
}

final AtomicStampedReference<Node> top =
    new AtomicStampedReference<>(new Node("a", new Node("b", new Node("c", null))), 0);

Node pop() {
  int[] stamp = new int[1];
  while (true) {
    Node seen = top.get(stamp);
    if (seen == null || top.compareAndSet(seen, seen.next, stamp[0], stamp[0] + 1)) {
      return seen;
    }
  }
}

void push(Node node) {
  int[] stamp = new int[1];
  Node seen;
  do {
    seen = top.get(stamp);
    node.next = seen;
  } while (!top.compareAndSet(seen, node, stamp[0], stamp[0] + 1));
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
