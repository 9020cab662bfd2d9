package dev.weft.bench.workload;

import dev.weft.Scope;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;
import dev.weft.channel.Channel;

/// Two fibers, two rendezvous channels, one value to and fro; an operation is one message one way.
final class PingPongSuite {
  private PingPongSuite() {}

  static void run(Measure measure) throws Exception {
    measure.perOperation(1_000, PingPongSuite::play);
  }

  private static Took play(int n) throws InterruptedException {
    Channel<Integer> there = Channel.rendezvous();
    Channel<Integer> back = Channel.rendezvous();
    try (var scope = Scope.open()) {
      scope.fork(() -> answer(there, back, n));
      long start = System.nanoTime();
      for (int i = 0; i < n; i++) {
        there.send(i);
        back.receive();
      }
      return Took.since(start, 2L * n);
    }
  }

  private static void answer(Channel<Integer> there, Channel<Integer> back, int n) throws InterruptedException {
    for (int i = 0; i < n; i++) {
      back.send(there.receive());
    }
  }
}
