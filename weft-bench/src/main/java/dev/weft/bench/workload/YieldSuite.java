package dev.weft.bench.workload;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;

/// Two fibers for each worker do nothing but yield; an operation is one yield of any of them.
final class YieldSuite {
  private YieldSuite() {}

  static void run(Measure measure) throws Exception {
    int tasks = 2 * measure.options().workers();
    measure.perOperation(
        1_000,
        n -> {
          int each = n / tasks + 1;
          long start = System.nanoTime();
          try (var scope = Scope.open()) {
            for (int t = 0; t < tasks; t++) {
              scope.fork(() -> yieldOften(each));
            }
          }
          return Took.since(start, (long) each * tasks);
        });
  }

  private static void yieldOften(int times) {
    for (int i = 0; i < times; i++) {
      Fiber.yieldNow();
    }
  }
}
