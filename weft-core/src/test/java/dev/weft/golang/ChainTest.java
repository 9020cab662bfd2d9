package dev.weft.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;

/// Go's `test/chan/goroutines.go`: a value is handed through a long chain, all of whose links wait.
class ChainTest {
  private static final int LINKS = 2_000;

  @OnEveryScheduler(waiting = LINKS)
  void aLongChain(Scheduler scheduler) throws Exception {
    int value =
        Weft.with(scheduler)
            .call(
                () -> {
                  Channel<Integer> leftmost = Channel.rendezvous();
                  try (var scope = Scope.open()) {
                    Channel<Integer> right = leftmost;
                    for (int i = 0; i < LINKS; i++) {
                      Channel<Integer> to = right;
                      Channel<Integer> from = Channel.rendezvous();
                      scope.fork(() -> to.send(from.receive() + 1));
                      right = from;
                    }
                    right.send(0);
                    return leftmost.receive();
                  }
                });
    assertThat(value).isEqualTo(LINKS);
  }
}
