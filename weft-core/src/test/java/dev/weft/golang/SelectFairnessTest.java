package dev.weft.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;

/// Go's `TestSelectFairness` and `TestPseudoRandomSend`: none of several ready clauses is preferred.
class SelectFairnessTest {
  /// Both are always ready; with a fair coin a share outside these bounds has a chance of less than one in a billion.
  @OnEveryScheduler
  void twoReadyChannelsAreTakenAlike(Scheduler scheduler) throws Exception {
    int trials = 10_000;
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> left = full(trials, 0);
              Channel<Integer> right = full(trials, 1);
              Channel<Integer> silent = Channel.rendezvous();
              Selectable<Integer> any = Select.any(left.receiving(), right.receiving(), silent.receiving());
              int fromRight = 0;
              for (int i = 0; i < trials; i++) {
                fromRight += any.await();
              }
              assertThat(fromRight).isBetween(trials / 2 - 325, trials / 2 + 325);
            });
  }

  private static Channel<Integer> full(int values, int of) {
    Channel<Integer> channel = Channel.buffered(values);
    while (channel.trySend(of)) {}
    return channel;
  }

  @OnEveryScheduler
  void twoSendsOnOneChannelAreTakenAlike(Scheduler scheduler) throws Exception {
    int sends = 200;
    Weft.with(scheduler)
        .run(
            () -> {
              for (int capacity : new int[] {0, sends}) {
                Channel<Integer> channel = Channel.buffered(capacity);
                try (var scope = Scope.open()) {
                  Fiber<Integer> ones =
                      scope.fork(
                          () -> {
                            int sum = 0;
                            for (int i = 0; i < sends; i++) {
                              Fiber.yieldNow();
                              sum += channel.receive();
                            }
                            return sum;
                          });
                  for (int i = 0; i < sends; i++) {
                    Select.any(channel.sending(0), channel.sending(1)).await();
                  }
                  assertThat(ones.join()).as("capacity %d", capacity).isBetween(sends / 10, sends * 9 / 10);
                }
              }
            });
  }
}
