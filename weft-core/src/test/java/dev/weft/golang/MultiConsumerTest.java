package dev.weft.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;

/// Go's `TestMultiConsumer`: many workers between a feeder and a consumer; all work arrives once.
class MultiConsumerTest {
  private static final int WORKERS = 23;
  private static final int ITEMS = 20_000;
  private static final int[] VALUES = {2, 3, 7, 11, 13, 17, 19, 23, 27, 31};

  @OnEveryScheduler
  void allWorkArrivesOnce(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> work = Channel.buffered(WORKERS * 3);
              Channel<Integer> results = Channel.buffered(WORKERS * 3);
              try (var scope = Scope.open()) {
                Fiber<Long> sum =
                    scope.fork(
                        () -> {
                          long total = 0;
                          for (int i = 0; i < ITEMS; i++) {
                            int value = VALUES[i % VALUES.length];
                            total += value;
                            work.send(value);
                          }
                          work.close();
                          return total;
                        });
                scope.fork(
                    () -> {
                      try (var workers = Scope.open()) {
                        for (int w = 0; w < WORKERS; w++) {
                          int slow = VALUES[w % VALUES.length];
                          workers.fork(() -> pass(work, results, slow));
                        }
                      }
                      results.close();
                    });
                int count = 0;
                long got = 0;
                for (int value : results) {
                  count++;
                  got += value;
                }
                assertThat(count).isEqualTo(ITEMS);
                assertThat(got).isEqualTo(sum.join());
              }
            });
  }

  /// One value makes each worker step back, so that the workers overtake each other.
  private static void pass(Channel<Integer> work, Channel<Integer> results, int slow) throws InterruptedException {
    for (int value : work) {
      if (value == slow) {
        Fiber.yieldNow();
      }
      results.send(value);
    }
  }
}
