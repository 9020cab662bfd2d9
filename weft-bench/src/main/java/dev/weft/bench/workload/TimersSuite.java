package dev.weft.bench.workload;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;
import dev.weft.bench.peer.ProcessUse;
import dev.weft.bench.peer.Sleeps;

/// Fibers that sleep at once; the processor time of the whole process for each, from its start to its end.
final class TimersSuite {
  private TimersSuite() {}

  static void run(Measure measure) throws Exception {
    measure.perOperation(1, _ -> sleepers(measure.size()));
  }

  private static Took sleepers(int size) throws InterruptedException {
    long before = ProcessUse.processorNanos();
    try (var scope = Scope.open()) {
      for (int i = 0; i < size; i++) {
        var time = Sleeps.of(i);
        scope.fork(() -> Fiber.sleep(time));
      }
    }
    return new Took(size, ProcessUse.processorNanos() - before);
  }
}
