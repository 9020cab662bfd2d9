package dev.weft.bench.workload;

import dev.weft.Scope;
import dev.weft.Selectable;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;
import dev.weft.channel.Channel;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// Ping-pong in which every receive has a time-out that does not come.
final class TimeoutSuite {
  private static final Duration NEVER = Duration.ofSeconds(10);

  private TimeoutSuite() {}

  static void run(Measure measure) throws Exception {
    measure.perOperation(1_000, TimeoutSuite::play);
  }

  private static Took play(int n) throws InterruptedException, TimeoutException {
    Channel<Integer> there = Channel.rendezvous();
    Channel<Integer> back = Channel.rendezvous();
    Selectable<Integer> coming = back.receiving();
    try (var scope = Scope.open()) {
      scope.fork(() -> answer(there.receiving(), back, n));
      long start = System.nanoTime();
      for (int i = 0; i < n; i++) {
        there.send(i);
        coming.await(NEVER);
      }
      return Took.since(start, 2L * n);
    }
  }

  private static void answer(Selectable<Integer> coming, Channel<Integer> back, int n)
      throws InterruptedException, TimeoutException {
    for (int i = 0; i < n; i++) {
      back.send(coming.await(NEVER));
    }
  }
}
