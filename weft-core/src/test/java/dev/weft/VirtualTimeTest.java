package dev.weft;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.channel.Channel;
import dev.weft.channel.Ticker;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.HangGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// Programs under a clock that jumps when nothing can run: hours pass, and the test does not wait.
class VirtualTimeTest {
  private static <T> T underVirtualTime(Callable<T> body) throws Exception {
    return HangGuard.call(ofSeconds(20), Schedulers.virtualTime(), body);
  }

  private static void run(Action body) throws Exception {
    HangGuard.run(ofSeconds(20), Schedulers.virtualTime(), body);
  }

  @Test
  void anHoursSleepTakesNoTime() throws Exception {
    long start = System.nanoTime();
    run(
        () -> {
          Duration before = Timer.now();
          Fiber.sleep(ofHours(1));
          assertThat(Timer.now().minus(before)).isEqualTo(ofHours(1));
        });
    assertThat(ofNanos(System.nanoTime() - start)).isLessThan(ofMinutes(1));
  }

  @Test
  void timeStandsStillWhileAnythingRuns() throws Exception {
    run(
        () -> {
          try (var scope = Scope.open()) {
            Fiber<Void> sleeper = scope.fork(() -> Fiber.sleep(ofNanos(1)));
            Fiber.yieldNow();
            Duration before = Timer.now();
            for (int i = 0; i < 1000; i++) {
              Fiber.yieldNow(); // this fiber can run, so the sleeper's moment does not come
            }
            assertThat(Timer.now()).isEqualTo(before);
            assertThat(sleeper.outcome()).isEmpty();
          }
        });
  }

  /// That which is set first comes first, so it must not always be the same.
  @Test
  void ofTwoTimersThatEndAtTheSameTimeAFairSelectTakesAny() throws Exception {
    run(
        () -> {
          Selectable<String> either = Select.any(Timer.after(ofHours(1)).map(_ -> "one"), Timer.after(ofHours(1)).map(_ -> "other"));
          Set<String> won = new HashSet<>();
          for (int i = 0; i < 100; i++) {
            won.add(either.await());
          }
          assertThat(won).hasSize(2);
        });
  }

  @Test
  void timersFireInTheirOrderWhateverTheOrderOfTheirSetting() throws Exception {
    List<Integer> hours = List.of(7, 2, 9, 1, 4, 8, 3, 6, 5);
    List<Integer> woken =
        underVirtualTime(
            () -> {
              List<Integer> order = new ArrayList<>();
              try (var scope = Scope.open()) {
                for (int each : hours) {
                  scope.fork(
                      () -> {
                        Fiber.sleep(ofHours(each));
                        assertThat(Timer.now()).isEqualTo(ofHours(each));
                        order.add(each);
                      });
                }
              }
              return order;
            });
    assertThat(woken).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void aTimeOutComesAtItsMoment() throws Exception {
    run(
        () -> {
          Channel<Integer> silent = Channel.rendezvous();
          assertThatThrownBy(() -> silent.receiving().await(ofMinutes(90))).isInstanceOf(TimeoutException.class);
          assertThat(Timer.now()).isEqualTo(ofMinutes(90));
        });
  }

  @Test
  void whatComesBeforeTheTimeOutIsTaken() throws Exception {
    run(
        () -> {
          Channel<Integer> slow = Channel.rendezvous();
          try (var scope = Scope.open()) {
            scope.fork(
                () -> {
                  Fiber.sleep(ofMinutes(89));
                  slow.send(5);
                });
            assertThat(slow.receiving().await(ofMinutes(90))).isEqualTo(5);
            assertThat(Timer.now()).isEqualTo(ofMinutes(89));
          }
          Fiber.sleep(ofMinutes(5));
          assertThat(Timer.now()).as("the time-out that was not needed does nothing").isEqualTo(ofMinutes(94));
        });
  }

  @Test
  void aPollWithALimitIsEmptyAtItsMomentAndHasTakenNothing() throws Exception {
    run(() -> {
      Channel<Integer> channel = Channel.rendezvous();
      Duration before = Timer.now();
      assertThat(channel.receiving().poll(ofSeconds(60))).isEmpty();
      assertThat(Timer.now().minus(before)).isEqualTo(ofSeconds(60));
      try (var scope = Scope.open()) {
        scope.fork(() -> {
          Fiber.sleep(ofSeconds(59));
          channel.send(1);
        });
        assertThat(Select.any(channel.receiving(), Channel.<Integer>rendezvous().receiving()).poll(ofSeconds(60))).contains(1);
        Fiber<Optional<Integer>> cancelled = scope.fork(() -> channel.receiving().poll(ofSeconds(60)));
        Fiber.sleep(ofSeconds(1));
        cancelled.cancel();
        assertThat(cancelled.ending().await()).isInstanceOf(Outcome.Cancelled.class);
        assertThat(channel.trySend(2)).isFalse();
      }
    });
  }

  @Test
  void aDeadlineComesAtItsMoment() throws Exception {
    run(
        () -> {
          assertThatThrownBy(() -> Deadline.in(ofHours(3)).run(() -> Fiber.sleep(ofHours(24))))
              .isInstanceOf(DeadlineExceededException.class);
          assertThat(Timer.now()).isEqualTo(ofHours(3));
        });
  }

  @Test
  void aTickerTicksAtItsDistanceAndIsNeverLate() throws Exception {
    run(
        () -> {
          var ticker = Ticker.every(ofMinutes(10));
          for (int i = 1; i <= 6; i++) {
            assertThat(ticker.await()).isEqualTo(new Ticker.Tick(i, Duration.ZERO));
            assertThat(Timer.now()).isEqualTo(ofMinutes(10 * i));
          }
          Fiber.sleep(ofMinutes(25)); // two ticks are missed
          assertThat(ticker.await()).isEqualTo(new Ticker.Tick(7, ofMinutes(15)));
          assertThat(ticker.await()).isEqualTo(new Ticker.Tick(9, Duration.ZERO));
          assertThat(Timer.now()).isEqualTo(ofMinutes(90));
        });
  }

  @Test
  void aYearOfMinutesIsSoonOver() throws Exception {
    int minutes = 365 * 24 * 60 / 10;
    Duration end =
        underVirtualTime(
            () -> {
              for (int i = 0; i < minutes; i++) {
                Fiber.sleep(ofMinutes(10));
              }
              return Timer.now();
            });
    assertThat(end).isEqualTo(Duration.ofDays(365));
  }

  /// Sleeps, yields, hand-offs and time-outs of thirty fibers: two runs take the same turns.
  @Test
  void theSameProgramTakesTheSameTurns() throws Exception {
    List<String> first = underVirtualTime(() -> program(1));
    List<String> second = underVirtualTime(() -> program(1));
    assertThat(first).hasSize(30 * 20);
    assertThat(second).isEqualTo(first);
    assertThat(underVirtualTime(() -> program(2))).as("another program takes others").isNotEqualTo(first);
  }

  private static List<String> program(int seed) throws Exception {
    List<String> turns = new ArrayList<>();
    Channel<Integer> market = Channel.rendezvous();
    try (var scope = Scope.open()) {
      for (int f = 0; f < 30; f++) {
        int fiber = f;
        var dice = new Random(seed * 1000L + fiber);
        scope.fork(
            () -> {
              for (int step = 0; step < 20; step++) {
                String what =
                    switch (dice.nextInt(4)) {
                      case 0 -> {
                        Fiber.sleep(ofNanos(dice.nextInt(5)));
                        yield "slept";
                      }
                      case 1 -> {
                        Fiber.yieldNow();
                        yield "yielded";
                      }
                      case 2 -> offer(market, fiber) ? "sold" : "kept";
                      case 3 -> "bought from " + demand(market);
                      default -> throw new AssertionError();
                    };
                turns.add(Timer.now().toNanos() + " fiber " + fiber + " " + what);
              }
            });
      }
    }
    return turns;
  }

  private static boolean offer(Channel<Integer> market, int value) throws InterruptedException {
    try {
      market.sending(value).await(ofNanos(3));
      return true;
    } catch (TimeoutException _) {
      return false;
    }
  }

  private static int demand(Channel<Integer> market) throws InterruptedException {
    try {
      return market.receiving().await(ofNanos(2));
    } catch (TimeoutException _) {
      return -1;
    }
  }
}
