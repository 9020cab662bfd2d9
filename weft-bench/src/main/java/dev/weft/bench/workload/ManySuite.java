package dev.weft.bench.workload;

import dev.weft.Scope;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;
import dev.weft.channel.Channel;

/// As many senders as the size says, and as many receivers, on one buffered channel.
final class ManySuite {
  private static final int BUFFER = 64;

  private ManySuite() {}

  static void run(Measure measure) throws Exception {
    measure.perOperation(1_000, n -> exchange(measure.size(), n / measure.size() + 1));
  }

  private static Took exchange(int size, int each) throws InterruptedException {
    Channel<Integer> values = Channel.buffered(BUFFER);
    long start = System.nanoTime();
    try (var receivers = Scope.open()) {
      try (var senders = Scope.open()) {
        for (int i = 0; i < size; i++) {
          receivers.fork(() -> drain(values));
          senders.fork(() -> Sending.count(values, each));
        }
      }
      values.close();
    }
    return Took.since(start, (long) each * size);
  }

  private static void drain(Channel<Integer> values) {
    for (Integer value : values) {
      assert value >= 0;
    }
  }
}
