package dev.weft.channel;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// A value of which only the latest counts.
@SuppressWarnings("try") // closing may park
class WatchTest {
  @OnEveryScheduler
  void aWatchShowsTheLatestValue(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var watch = new Watch<>(0);
              try (var scope = Scope.open()) {
                List<Fiber<Integer>> readers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                  readers.add(
                      scope.fork(
                          () -> {
                            Watch<Integer>.Observer mine = watch.observe();
                            int last = 0;
                            while (last < 100) {
                              int next = mine.next();
                              assertThat(next).isGreaterThan(last);
                              last = next;
                            }
                            return last;
                          }));
                }
                for (int i = 0; i < 100; i++) {
                  watch.update(n -> n + 1);
                  Fiber.yieldNow();
                }
                until("all there", () -> readers.stream().allMatch(r -> r.outcome().isPresent()) || bump(watch));
              }
              assertThat(watch.awaitUntil(n -> n >= 100)).isGreaterThanOrEqualTo(100);
              assertThat(watch.observe().changing().poll()).isEmpty();
              assertThatThrownBy(() -> watch.observe().changing().await(Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);
              assertThat(watch).asString().as("nobody waits any more").endsWith(" times)");
            });
  }

  private static boolean bump(Watch<Integer> watch) {
    watch.update(n -> n + 1);
    return false;
  }

  @Test
  void theFunctionOfAnUpdateMayLookAtTheWatch() {
    var watch = new Watch<>(1);
    assertThat(watch.update(n -> watch.toString().startsWith("watch: 1 ") ? n + 1 : 0)).isEqualTo(2);
    assertThat(watch.named("config")).hasToString("watch config: 2 (changed 1 times)");
  }

  @Test
  void anUpdateThatSomebodyHasOvertakenBeginsAgain() {
    var watch = new Watch<>(1);
    assertThat(
            watch.update(
                n -> {
                  if (n == 1) {
                    watch.set(10);
                  }
                  return n + 1;
                }))
        .isEqualTo(11);
    assertThat(watch.get()).isEqualTo(11);
  }
}
