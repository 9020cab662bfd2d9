package dev.weft.bench.workload;

import dev.weft.Scope;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;

/// Starts groups of fibers that do nothing, and waits for each group; a group of one is forked and joined.
final class SpawnSuite {
  private SpawnSuite() {}

  static void run(Measure measure) throws Exception {
    int size = measure.size();
    measure.perOperation(1_000, n -> size == 1 ? oneByOne(n) : inGroups(n / size + 1, size));
  }

  private static Took oneByOne(int n) throws InterruptedException {
    try (var scope = Scope.open()) {
      long start = System.nanoTime();
      for (int i = 0; i < n; i++) {
        scope.fork(SpawnSuite::nothing).join();
      }
      return Took.since(start, n);
    }
  }

  private static Took inGroups(int groups, int size) throws InterruptedException {
    long start = System.nanoTime();
    for (int g = 0; g < groups; g++) {
      try (var scope = Scope.open()) {
        for (int i = 0; i < size; i++) {
          scope.fork(SpawnSuite::nothing);
        }
      }
    }
    return Took.since(start, (long) groups * size);
  }

  private static void nothing() {}
}
