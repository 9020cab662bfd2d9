package dev.weft.bench.workload;

import dev.weft.Scope;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;
import dev.weft.bench.peer.Work;
import dev.weft.channel.Channel;

/// One sender and one receiver that compute between two messages: how much of that is done at the same time.
final class WorkSuite {
  private static final int FIRST = 100;
  private static final int BUFFER = 16;

  private WorkSuite() {}

  static void rendezvous(Measure measure) throws Exception {
    measure.perOperation(FIRST, n -> stream(measure, Channel.rendezvous(), n));
  }

  static void buffered(Measure measure) throws Exception {
    measure.perOperation(FIRST, n -> stream(measure, Channel.buffered(BUFFER), n));
  }

  private static Took stream(Measure measure, Channel<Integer> values, int n) throws InterruptedException {
    long start = System.nanoTime();
    try (var scope = Scope.open()) {
      scope.fork(() -> produce(measure, values, n));
      for (int i = 0; i < n; i++) {
        values.receive();
        Work.compute(measure);
      }
    }
    return Took.since(start, n);
  }

  private static void produce(Measure measure, Channel<Integer> values, int n) throws InterruptedException {
    for (int i = 0; i < n; i++) {
      Work.compute(measure);
      values.send(i);
    }
  }
}
