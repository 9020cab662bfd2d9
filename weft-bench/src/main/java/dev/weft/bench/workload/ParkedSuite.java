package dev.weft.bench.workload;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Memory;
import dev.weft.channel.Channel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Fibers that wait on one empty channel; all resident memory that this has cost, for each of them.
///
/// Some are parked and let go first: a stack that is frozen while its frames are interpreted is several times as large.
final class ParkedSuite {
  private ParkedSuite() {}

  static void run(Measure measure) throws Exception {
    Memory.measure(measure, ParkedSuite::park);
  }

  private static void park(Measure measure, Memory memory) throws Exception {
    Channel<Integer> never = Channel.rendezvous();
    var started = new AtomicInteger();
    try (var scope = Scope.open()) {
      for (int i = 0; i < measure.size(); i++) {
        scope.fork(
            () -> {
              started.incrementAndGet();
              for (Integer value : never) {
                throw new IllegalStateException("nobody sent " + value);
              }
            });
      }
      while (started.get() < measure.size()) {
        Fiber.sleep(Duration.ofMillis(1));
      }
      Fiber.sleep(Duration.ofMillis(100));
      memory.printEach(measure);
      never.close();
    }
  }
}
