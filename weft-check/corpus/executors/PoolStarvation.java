// Wrong: a task waits for a task of the same pool, which has one thread.
// Idea: thread starvation deadlock, Java Concurrency in Practice, 8.1. Repaired twin: PoolWideEnough.java.

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

void main(String[] args) throws Exception {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  try (ExecutorService pool = Executors.newFixedThreadPool(1, threads.factory())) {
    var outer = pool.submit(() -> pool.submit(() -> 20).get() + 1);
    int answer = outer.get();
    if (answer != 21) {
      throw new AssertionError("the answer is " + answer);
    }
  }
}
