package dev.weft.channel;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Action;
import dev.weft.Deadline;
import dev.weft.Fiber;
import dev.weft.Outcome;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Timer;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.OnEveryScheduler;
import dev.weft.wait.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Tickers, rate limiters and watches.
@SuppressWarnings("try") // closing a scope may park
class PacedTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static void inVirtualTime(Action body) throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler).run(body);
    }
  }

  private static List<String> ticks(Ticker.Missed missed) throws InterruptedException {
    var ticker = Ticker.every(SECOND, missed);
    List<String> seen = new ArrayList<>();
    seen.add(ticker.await().toString());
    Fiber.sleep(Duration.ofMillis(2_500)); // at 3.5 s: two ticks were missed
    for (int i = 0; i < 3; i++) {
      seen.add(ticker.await().toString());
    }
    return seen;
  }

  @Test
  void aTickerThatSkipsKeepsItsSchedule() throws Exception {
    inVirtualTime(
        () ->
            assertThat(ticks(Ticker.Missed.SKIP))
                .containsExactly(
                    "Tick[number=1, late=PT0S]",
                    "Tick[number=2, late=PT1.5S]",
                    "Tick[number=4, late=PT0S]",
                    "Tick[number=5, late=PT0S]"));
  }

  @Test
  void aTickerThatBurstsCatchesUp() throws Exception {
    inVirtualTime(
        () ->
            assertThat(ticks(Ticker.Missed.BURST))
                .containsExactly(
                    "Tick[number=1, late=PT0S]",
                    "Tick[number=2, late=PT1.5S]",
                    "Tick[number=3, late=PT0.5S]",
                    "Tick[number=4, late=PT0S]"));
  }

  @Test
  void aTickerThatDelaysStartsAnew() throws Exception {
    inVirtualTime(
        () -> {
          var ticker = Ticker.every(SECOND, Ticker.Missed.DELAY);
          Fiber.sleep(Duration.ofMillis(1_500));
          assertThat(ticker.await().late()).isEqualTo(Duration.ofMillis(500));
          assertThat(Select.first(ticker.ticking().map(_ -> "tick"), Timer.after(Duration.ofMillis(999)).map(_ -> "none")).await())
              .isEqualTo("none");
          assertThat(ticker.await().late()).isEqualTo(Duration.ZERO);
        });
  }

  @Test
  void aTickerThatDelaysCountsWhatItLeavesOut() throws Exception {
    inVirtualTime(
        () ->
            assertThat(ticks(Ticker.Missed.DELAY))
                .containsExactly(
                    "Tick[number=1, late=PT0S]",
                    "Tick[number=2, late=PT1.5S]",
                    "Tick[number=4, late=PT0S]",
                    "Tick[number=5, late=PT0S]"));
  }

  @Test
  void aTickerSkipsIfNothingElseIsSaid() {
    assertThat(Ticker.every(SECOND)).hasToString("ticker of 1 s (SKIP)");
  }

  @OnEveryScheduler
  void eachTickGoesToOne(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var ticker = Ticker.every(Duration.ofMillis(2), Ticker.Missed.BURST);
              List<Fiber<Long>> waiters = new ArrayList<>();
              Fiber<Long> leaver;
              try (var scope = Scope.open()) {
                for (int i = 0; i < 10; i++) {
                  waiters.add(scope.fork(() -> ticker.await().number()));
                }
                leaver = scope.fork(() -> ticker.await().number());
                leaver.cancel();
              }
              if (leaver.outcome().orElseThrow() instanceof Outcome.Success<Long>) {
                waiters.add(leaver); // it found one that was due already
              }
              List<Long> numbers = new ArrayList<>();
              for (Fiber<Long> waiter : waiters) {
                numbers.add(waiter.join());
              }
              assertThat(numbers).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, waiters.size()).boxed().toList());
            });
  }

  @Test
  void aRateLimiterSpreadsWhatItLetsThrough() throws Exception {
    inVirtualTime(
        () -> {
          var limiter = RateLimiter.of(10, SECOND).burst(3);
          assertThat(limiter.tryAcquire() && limiter.tryAcquire() && limiter.tryAcquire()).isTrue();
          assertThat(limiter.tryAcquire()).isFalse();
          var watch = Ticker.every(Duration.ofMillis(1), Ticker.Missed.SKIP);
          for (int i = 0; i < 20; i++) {
            limiter.acquire();
          }
          assertThat(watch.await().number() + watch.await().number()).isEqualTo(1 + 2_001); // 20 intervals of 100 ms
        });
  }

  @Test
  void aRateLimiterSavesNoMoreThanItsBurst() throws Exception {
    inVirtualTime(
        () -> {
          var limiter = RateLimiter.of(10, SECOND).burst(3);
          Fiber.sleep(Duration.ofSeconds(10));
          assertThat(limiter.tryAcquire() && limiter.tryAcquire() && limiter.tryAcquire()).isTrue();
          assertThat(limiter.tryAcquire()).isFalse();
        });
  }

  /// The timer of who waits may come late.
  @Test
  void whoComesLaterDoesNotPassWhoWaits() {
    var paced = new Scheduled();
    var event = new PacedEvent<>(paced, "wait for", "a test");
    var first = new Waiter(event, null);
    event.enlist(first);
    paced.due = 0;
    assertThat(event.poll()).isEmpty();
    var second = new Waiter(event, null);
    event.enlist(second);
    assertThat(second.isDone()).isFalse();
    assertThat(first.settleSelf() && second.settleSelf()).as("by something else that they wait for").isTrue();
    assertThat(event.poll()).as("they keep nobody out then").contains(1);
    event.delist(first);
  }

  private static final class Scheduled extends Paced<Integer> {
    private long due = LONGEST;
    private int taken;

    @Override
    long due() {
      return due;
    }

    @Override
    Integer take(long now) {
      return ++taken;
    }
  }

  @Test
  void whoeverGivesUpTakesTheTimerAlong() throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () -> {
                var limiter = RateLimiter.of(1, Duration.ofHours(1));
                limiter.acquire();
                assertThatThrownBy(() -> limiter.acquiring().await(SECOND)).isInstanceOf(TimeoutException.class);
                assertThat(scheduler.stats().carriers().getFirst().timers()).isZero();
                assertThat(limiter.acquiring().await(Duration.ofHours(2))).as("who comes then sets another").isTrue();
              });
    }
  }

  /// Three in ten nanoseconds are one each 3.33: the fourth comes after the ten, not before.
  @Test
  void aRateThatCannotBeDividedIsNeverExceeded() throws Exception {
    inVirtualTime(
        () -> {
          var limiter = RateLimiter.of(3, Duration.ofNanos(10));
          var clock = Deadline.in(SECOND);
          for (int i = 0; i < 4; i++) {
            limiter.acquire();
          }
          assertThat(SECOND.minus(clock.remaining())).isGreaterThanOrEqualTo(Duration.ofNanos(10));
        });
  }

  @OnEveryScheduler
  void aCancelledAcquireDoesNotCount(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var limiter = RateLimiter.of(1, Duration.ofHours(1));
              limiter.acquire();
              try (var scope = Scope.open()) {
                Fiber<Void> waiter = scope.fork(limiter::acquire);
                until("waits", () -> limiter.toString().endsWith(", 1 waiting"));
                waiter.cancel();
                assertThat(waiter.ending().await()).isInstanceOf(Outcome.Cancelled.class);
              }
              assertThat(limiter).hasToString("rate limiter of 1 in 1 h");
            });
  }

  @OnEveryScheduler
  void clausesAreSwitchedOnAndOff(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> in = Channel.buffered(10);
              Channel<Integer> out = Channel.buffered(10);
              List<Integer> queue = new ArrayList<>();
              for (int i = 0; i < 6; i++) {
                in.send(i);
              }
              for (int i = 0; i < 12; i++) {
                boolean full = queue.size() == 2;
                Select.first(
                        in.receiving().when(() -> queue.size() < 2).map(queue::add),
                        out.sending(queue.isEmpty() ? -1 : queue.getFirst())
                            .when(() -> !queue.isEmpty())
                            .map(_ -> queue.removeFirst() >= 0))
                    .await();
                assertThat(full && queue.size() > 2).isFalse();
              }
              assertThat(out.receiveUpTo(10)).containsExactly(0, 1, 2, 3, 4, 5);
              in.send(7);
              assertThat(Select.any(in.receiving().when(() -> false)).poll()).isEmpty();
              assertThatThrownBy(() -> in.receiving().when(() -> false).await(Duration.ofMillis(1)))
                  .isInstanceOf(TimeoutException.class);
              assertThat(in.tryReceive()).contains(7);
            });
  }

  @Test
  void refuseWhatCannotBe() {
    assertThatThrownBy(() -> Ticker.every(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RateLimiter.of(0, SECOND)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RateLimiter.of(1, SECOND).burst(0)).isInstanceOf(IllegalArgumentException.class);
    var watch = new Watch<>(1);
    assertThatThrownBy(() -> watch.set(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> watch.update(_ -> null)).isInstanceOf(NullPointerException.class);
    assertThat(watch).hasToString("watch: 1 (changed 0 times)");
  }

  @Test
  void aTimeThatIsLongerThanAnyClockNeverComes() throws Exception {
    for (Duration ever : List.of(Duration.ofNanos(Long.MAX_VALUE), Duration.ofSeconds(Long.MAX_VALUE))) {
      inVirtualTime(
          () -> {
            assertThat(Ticker.every(ever).ticking().poll()).isEmpty();
            var limiter = RateLimiter.of(1, ever);
            assertThat(limiter.tryAcquire()).isTrue();
            assertThat(limiter.tryAcquire()).isFalse();
            Fiber.sleep(SECOND);
            assertThat(limiter.tryAcquire()).isFalse();
          });
    }
  }

  @Test
  void aBurstMayBeAsLongAsItLikes() {
    var limiter = RateLimiter.of(1, Duration.ofDays(1)).burst(Integer.MAX_VALUE);
    for (int i = 0; i < 100; i++) {
      assertThat(limiter.tryAcquire()).isTrue();
    }
  }
}
