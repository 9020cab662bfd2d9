package dev.weft;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schedule.Scheduler;
import dev.weft.sync.OneShot;
import dev.weft.testing.OnEveryScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// All results of a collection.
@SuppressWarnings("try") // closing may park
class AllTest {
  @OnEveryScheduler
  void allGivesTheResultsInOrder(Scheduler scheduler) throws Exception {
    List<Integer> numbers = IntStream.range(0, 100).boxed().toList();
    Weft.with(scheduler)
        .run(
            () -> {
              assertThat(Scope.<Integer, Integer>all(numbers, n -> n * 2)).isEqualTo(numbers.stream().map(n -> n * 2).toList());
              var running = new AtomicInteger();
              List<Integer> limited =
                  Scope.all(
                      numbers,
                      n -> {
                        assertThat(running.incrementAndGet()).isLessThanOrEqualTo(4);
                        Fiber.yieldNow();
                        running.decrementAndGet();
                        return n + 1;
                      },
                      Limit.of(4));
              assertThat(limited).isEqualTo(numbers.stream().map(n -> n + 1).toList());
              assertThat(Scope.<String, String>all(List.of(), s -> s)).isEmpty();
            });
  }

  @OnEveryScheduler
  void allStopsAtTheFirstFailure(Scheduler scheduler) throws Exception {
    var begun = new AtomicInteger();
    var never = new OneShot<Integer>();
    Weft.with(scheduler)
        .run(
            () ->
                assertThatThrownBy(
                        () ->
                            Scope.all(
                                IntStream.range(0, 1_000).boxed().toList(),
                                n -> {
                                  begun.incrementAndGet();
                                  if (n == 10) {
                                    throw new IOException("ten");
                                  }
                                  return n < 10 ? n : never.await(); // else the other place may run all of them before ten is stopped
                                },
                                Limit.of(2)))
                    .isInstanceOf(FiberFailedException.class)
                    .hasRootCauseMessage("ten"));
    assertThat(begun.get()).isBetween(1, 999);
  }

  @OnEveryScheduler
  void allIsCancelledWithItsCaller(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var never = new OneShot<String>();
              try (var scope = Scope.open()) {
                Fiber<List<String>> all = scope.fork(() -> Scope.all(List.of(1, 2, 3), _ -> never.await(), Limit.of(2)));
                until("waits", () -> never.toString().endsWith(", 2 waiting"));
                all.cancel();
                assertThat(all.ending().await()).isInstanceOf(Outcome.Cancelled.class);
              }
              assertThat(never).hasToString("one-shot: not set");
            });
  }

  /// The caller waits for a place, so that the interrupt reaches it there; what closing finds then counts more.
  @OnEveryScheduler
  void allThrowsAFailureAlsoIfItsCallerWasInterrupted(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var never = new OneShot<Integer>();
              try (var scope = Scope.open(Policy.supervise((_, _) -> {}))) {
                Fiber<List<Integer>> all =
                    scope.fork(
                        () ->
                            Scope.all(
                                List.of(1, 2, 3),
                                _ -> {
                                  try {
                                    return never.await();
                                  } catch (InterruptedException e) {
                                    throw new IOException("broken clean-up");
                                  }
                                },
                                Limit.of(1)));
                until("waits", () -> never.toString().endsWith(", 1 waiting"));
                Fiber.sleep(Duration.ofMillis(5)); // until it waits for a place
                all.cancel();
                assertThat(all.ending().await())
                    .isInstanceOfSatisfying(
                        Outcome.Failure.class,
                        end ->
                            assertThat(end.cause())
                                .isInstanceOf(FiberFailedException.class)
                                .hasRootCauseMessage("broken clean-up"));
              }
            });
  }
}
