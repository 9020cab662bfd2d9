// Right: each thread reads the counter and tries to replace what it read until nobody was in between; a failed attempt
// counts as a conflict, so 4 executions of two threads and 108 of three.
// Idea: JMC's counter with compare-and-set. Broken twin: GetThenSet.java.

import java.util.concurrent.atomic.AtomicInteger;

final AtomicInteger counter = new AtomicInteger();

void add() {
  int old;
  do {
    old = counter.get();
  } while (!counter.compareAndSet(old, old + 1));
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  int n = Integer.parseInt(args[0]);
  List<Thread> all = new ArrayList<>();
  for (int i = 0; i < n; i++) {
    all.add(threads.start(this::add));
  }
  for (Thread thread : all) {
    thread.join();
  }
  if (counter.get() != n) {
    throw new AssertionError("counter = " + counter);
  }
}
