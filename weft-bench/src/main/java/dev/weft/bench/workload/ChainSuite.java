package dev.weft.bench.workload;

import dev.weft.Scope;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;
import dev.weft.channel.Channel;

/// As many stages as the size says, each a fiber that passes on what it gets; an operation is one hop of one message.
final class ChainSuite {
  private static final int BUFFER = 16;

  /// Messages in each run, at least: stages visited by a convoy of one measure something else than stages visited by many.
  private static final int CONVOY = 4 * BUFFER;

  private ChainSuite() {}

  static void run(Measure measure) throws Exception {
    measure.rehearse(ChainSuite::chain);
    chain(measure);
  }

  private static void chain(Measure measure) throws Exception {
    Channel<Integer> first = Channel.buffered(BUFFER);
    try (var scope = Scope.open()) {
      Channel<Integer> end = first;
      for (int i = 0; i < measure.size(); i++) {
        end = stage(scope, end);
      }
      Channel<Integer> last = end;
      measure.perOperation(CONVOY, n -> through(scope, first, last, n, measure.size()));
      first.close();
    }
  }

  private static Channel<Integer> stage(Scope scope, Channel<Integer> in) {
    Channel<Integer> out = Channel.buffered(BUFFER);
    scope.fork(
        () -> {
          for (Integer value : in) {
            out.send(value);
          }
          out.close();
        });
    return out;
  }

  private static Took through(Scope scope, Channel<Integer> first, Channel<Integer> last, int n, int stages)
      throws InterruptedException {
    long start = System.nanoTime();
    scope.fork(() -> Sending.count(first, n));
    for (int i = 0; i < n; i++) {
      last.receive();
    }
    return Took.since(start, (long) n * stages);
  }
}
