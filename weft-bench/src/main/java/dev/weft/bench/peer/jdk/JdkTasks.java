package dev.weft.bench.peer.jdk;

import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Starting, yielding and joining virtual threads.
final class JdkTasks {
  private JdkTasks() {}

  static void yielding(Measure measure) throws Exception {
    int tasks = 2 * measure.options().workers();
    measure.perOperation(
        1_000,
        n -> {
          int each = n / tasks + 1;
          var threads = new Thread[tasks];
          long start = System.nanoTime();
          for (int t = 0; t < tasks; t++) {
            threads[t] =
                Virtual.start(
                    () -> {
                      for (int i = 0; i < each; i++) {
                        Thread.yield();
                      }
                    });
          }
          for (Thread thread : threads) {
            thread.join();
          }
          return Took.since(start, (long) each * tasks);
        });
  }

  static void spawn(Measure measure) throws Exception {
    int size = measure.size();
    measure.perOperation(
        1_000,
        n -> {
          int groups = n / size + 1;
          var threads = new Thread[size];
          long start = System.nanoTime();
          for (int g = 0; g < groups; g++) {
            for (int i = 0; i < size; i++) {
              threads[i] = Thread.startVirtualThread(() -> {});
            }
            for (Thread thread : threads) {
              thread.join();
            }
          }
          return Took.since(start, (long) groups * size);
        });
  }

  static void skynet(Measure measure) throws Exception {
    int size = measure.size();
    measure.perOperation(
        1,
        n -> {
          long start = System.nanoTime();
          var result = new ArrayBlockingQueue<Long>(1);
          Virtual.start(() -> node(result, 0, size));
          if (result.take() != (long) size * (size - 1) / 2) {
            throw new IllegalStateException("wrong sum");
          }
          return Took.since(start, size);
        });
  }

  private static void node(BlockingQueue<Long> up, long number, int size) throws InterruptedException {
    if (size == 1) {
      up.put(number);
      return;
    }
    var results = new ArrayBlockingQueue<Long>(10);
    for (int i = 0; i < 10; i++) {
      long child = number + (long) i * (size / 10);
      Virtual.start(() -> node(results, child, size / 10));
    }
    long sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += results.take();
    }
    up.put(sum);
  }
}
