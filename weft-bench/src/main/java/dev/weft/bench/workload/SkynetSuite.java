package dev.weft.bench.workload;

import dev.weft.Scope;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;
import dev.weft.channel.Channel;

/// A tree of fibers with ten children each; every node sends the sum of its children up. An operation is one leaf.
final class SkynetSuite {
  private static final int CHILDREN = 10;

  private SkynetSuite() {}

  static void run(Measure measure) throws Exception {
    measure.perOperation(1, _ -> tree(measure.size()));
  }

  private static Took tree(int leaves) throws InterruptedException {
    long start = System.nanoTime();
    try (var scope = Scope.open()) {
      Channel<Long> result = Channel.rendezvous();
      scope.fork(() -> node(scope, result, 0, leaves));
      if (result.receive() != (long) leaves * (leaves - 1) / 2) {
        throw new IllegalStateException("wrong sum");
      }
    }
    return Took.since(start, leaves);
  }

  private static void node(Scope scope, Channel<Long> up, long number, int leaves) throws InterruptedException {
    if (leaves == 1) {
      up.send(number);
      return;
    }
    Channel<Long> results = Channel.rendezvous();
    int below = leaves / CHILDREN;
    for (int i = 0; i < CHILDREN; i++) {
      long child = number + (long) i * below;
      scope.fork(() -> node(scope, results, child, below));
    }
    long sum = 0;
    for (int i = 0; i < CHILDREN; i++) {
      sum += results.receive();
    }
    up.send(sum);
  }
}
