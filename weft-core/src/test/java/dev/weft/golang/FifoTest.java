package dev.weft.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.util.ArrayList;
import java.util.List;

/// Go's `test/chan/fifo.go`: what goes in first comes out first, and who waits first is served first.
class FifoTest {
  private static final int N = 10;

  @OnEveryScheduler
  void valuesOfABuffer(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.buffered(N);
              for (int i = 0; i < N; i++) {
                channel.send(i);
              }
              for (int i = 0; i < N; i++) {
                assertThat(channel.receive()).isEqualTo(i);
              }
            });
  }

  /// Each receives after its predecessor has and before its successor may, so they form one queue.
  @OnEveryScheduler
  void receiversOfARendezvous(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> values = Channel.rendezvous();
              Channel<Boolean> first = Channel.rendezvous();
              Channel<Boolean> before = first;
              List<Fiber<Integer>> queue = new ArrayList<>();
              try (var scope = Scope.open()) {
                for (int i = 0; i < N; i++) {
                  Channel<Boolean> mine = before;
                  Channel<Boolean> next = Channel.rendezvous();
                  queue.add(
                      scope.fork(
                          () -> {
                            mine.receive();
                            int value = values.receive();
                            next.send(true);
                            return value;
                          }));
                  before = next;
                }
                first.send(true);
                for (int i = 0; i < N; i++) {
                  values.send(i);
                }
                before.receive();
                for (int i = 0; i < N; i++) {
                  assertThat(queue.get(i).join()).isEqualTo(i);
                }
              }
            });
  }
}
