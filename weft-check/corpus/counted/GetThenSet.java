// Wrong: each thread reads the counter and sets it to one more, whatever happened in between.
// Idea: JMC's counter with compare-and-set. Repaired twin: CasRetry.java.

import java.util.concurrent.atomic.AtomicInteger;

final AtomicInteger counter = new AtomicInteger();

void add() {
  int old = counter.get();
  counter.set(old + 1);
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
