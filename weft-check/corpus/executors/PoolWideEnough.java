// Right: the pool has a thread for the inner task as well.
// Idea: thread starvation deadlock, Java Concurrency in Practice, 8.1. Broken twin: PoolStarvation.java.

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

void main(String[] args) throws Exception {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  try (ExecutorService pool = Executors.newFixedThreadPool(2, threads.factory())) {
    var outer = pool.submit(() -> pool.submit(() -> 20).get() + 1);
    int answer = outer.get();
    if (answer != 21) {
      throw new AssertionError("the answer is " + answer);
    }
  }
}
