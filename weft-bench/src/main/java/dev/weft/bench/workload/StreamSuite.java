package dev.weft.bench.workload;

import dev.weft.Scope;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;
import dev.weft.channel.Channel;

/// One sender, one receiver, with and without a buffer.
final class StreamSuite {
  private StreamSuite() {}

  static void rendezvous(Measure measure) throws Exception {
    measure.perOperation(1_000, n -> stream(Channel.rendezvous(), n));
  }

  static void buffered(Measure measure) throws Exception {
    measure.perOperation(1_000, n -> stream(Channel.buffered(measure.size()), n));
  }

  private static Took stream(Channel<Integer> values, int n) throws InterruptedException {
    long start = System.nanoTime();
    try (var scope = Scope.open()) {
      scope.fork(() -> Sending.count(values, n));
      for (int i = 0; i < n; i++) {
        values.receive();
      }
    }
    return Took.since(start, n);
  }
}
