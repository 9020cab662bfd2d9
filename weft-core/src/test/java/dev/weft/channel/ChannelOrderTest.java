package dev.weft.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.util.ArrayList;
import java.util.List;

/// Who waits is served in the order of coming.
class ChannelOrderTest {

  @OnEveryScheduler
  void parkedSendersAreServedInTheirOrder(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.rendezvous();
              int senders = 20;
              try (var scope = Scope.open()) {
                for (int i = 0; i < senders; i++) {
                  int n = i;
                  scope.fork(() -> channel.send(n));
                  Eventually.until("sender " + n + " waits", () -> channel.toString().contains(", " + (n + 1) + " sending"));
                }
                for (int i = 0; i < senders; i++) {
                  assertThat(channel.receive()).isEqualTo(i);
                }
              }
            });
  }

  @OnEveryScheduler
  void parkedReceiversAreServedInTheirOrder(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.buffered(4);
              int receivers = 20;
              try (var scope = Scope.open()) {
                List<Fiber<Integer>> waiting = new ArrayList<>();
                for (int i = 0; i < receivers; i++) {
                  int n = i;
                  waiting.add(scope.fork(() -> channel.receive()));
                  Eventually.until("receiver " + n + " waits", () -> channel.toString().contains((n + 1) + " receiving"));
                }
                for (int i = 0; i < receivers; i++) {
                  channel.send(i);
                }
                for (int i = 0; i < receivers; i++) {
                  assertThat(waiting.get(i).join()).isEqualTo(i);
                }
              }
            });
  }

  /// A parked sender's value comes after those in the buffer, and its place in the buffer is the last.
  @OnEveryScheduler
  void theBufferIsRefilledInOrder(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.buffered(2);
              try (var scope = Scope.open()) {
                scope.fork(
                    () -> {
                      for (int i = 0; i < 1000; i++) {
                        channel.send(i);
                      }
                      channel.close();
                    });
                int expected = 0;
                for (int value : channel) {
                  assertThat(value).isEqualTo(expected++);
                }
                assertThat(expected).isEqualTo(1000);
              }
            });
  }
}
