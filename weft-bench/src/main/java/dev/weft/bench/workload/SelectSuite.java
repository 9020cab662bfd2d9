package dev.weft.bench.workload;

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.bench.peer.Measure;
import dev.weft.bench.peer.Measure.Took;
import dev.weft.channel.Channel;
import java.util.ArrayList;
import java.util.List;

/// One fiber sends to as many rendezvous channels as the size says, in turn, and one selects over all of them.
///
/// What is selected is described once and awaited again and again.
final class SelectSuite {
  private SelectSuite() {}

  static void run(Measure measure) throws Exception {
    measure.perOperation(1_000, n -> select(measure.size(), n));
  }

  private static Took select(int clauses, int n) throws InterruptedException {
    List<Channel<Integer>> channels = new ArrayList<>();
    for (int i = 0; i < clauses; i++) {
      channels.add(Channel.rendezvous());
    }
    Selectable<Integer> any = Select.any(channels.stream().map(Channel::receiving).toList());
    long start = System.nanoTime();
    try (var scope = Scope.open()) {
      scope.fork(() -> sendInTurn(channels, n));
      for (int i = 0; i < n; i++) {
        any.await();
      }
    }
    return Took.since(start, n);
  }

  private static void sendInTurn(List<Channel<Integer>> channels, int n) throws InterruptedException {
    for (int i = 0; i < n; i++) {
      channels.get(i % channels.size()).send(i);
    }
  }
}
