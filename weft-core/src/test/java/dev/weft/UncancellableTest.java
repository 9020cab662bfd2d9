package dev.weft;

import static dev.weft.testing.Bodies.parkForEver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Regions that no cancellation interrupts.
class UncancellableTest {
  @OnEveryScheduler
  void aShieldedPartIsNotInterruptedAndTheCancellationComesAfterIt(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> value = Channel.rendezvous();
              var got = new AtomicInteger();
              try (var scope = Scope.open()) {
                var inside = new AtomicBoolean();
                Fiber<Void> fiber =
                    scope.fork(
                        () -> {
                          got.set(
                              Fiber.uncancellable(
                                  () -> {
                                    inside.set(true);
                                    int outer = Fiber.uncancellable(value::receive);
                                    return outer + value.receive(); // the inner region's end lets nothing through
                                  }));
                          parkForEver();
                        });
                Eventually.until("it is inside", inside::get);
                assertThat(fiber.cancel()).isTrue();
                value.send(10);
                value.send(1);
                assertThat(fiber.ending().await()).isInstanceOf(Outcome.Cancelled.class);
              }
              assertThat(got).hasValue(11);
            });
  }

  @OnEveryScheduler
  void aCancellationThatHasBeenDeliveredIsNotRepeatedAfterAShield(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> value = Channel.rendezvous();
              try (var scope = Scope.open()) {
                var begun = new AtomicBoolean();
                var cleaning = new AtomicBoolean();
                Fiber<Boolean> fiber =
                    scope.fork(
                        () -> {
                          begun.set(true);
                          try {
                            parkForEver();
                          } catch (InterruptedException _) {
                            cleaning.set(true);
                            Fiber.uncancellable(value::receive);
                          }
                          return Thread.currentThread().isInterrupted();
                        });
                Eventually.until("it has begun", begun::get);
                fiber.cancel();
                Eventually.until("it cleans up", cleaning::get);
                value.send(1);
                assertThat(fiber.join()).as("interrupted again").isFalse();
              }
            });
  }

  /// The interrupt that is found there is another one's.
  @OnEveryScheduler
  void aScopeThatIsOpenedInAShieldIsNotCancelledByWhatComesAfterIt(Scheduler scheduler) throws Exception {
    var reached = new AtomicReference<Boolean>();
    Weft.with(scheduler).run(() -> {
      try (var scope = Scope.open()) {
        scope.fork(() -> Fiber.uncancellable(() -> {
          Fiber.current().orElseThrow().cancel();
          Thread.currentThread().interrupt();
          try (var inside = Scope.open()) {
            reached.set(inside.isCancelled());
            Thread.interrupted();
          }
        }));
      }
    });
    assertThat(reached.get()).isFalse();
  }

  @OnEveryScheduler
  void aCancellationComesAtTheEndOfTheOutermostShield(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> value = Channel.rendezvous();
              try (var scope = Scope.open()) {
                var begun = new AtomicBoolean();
                Fiber<Boolean> fiber =
                    scope.fork(
                        () ->
                            Fiber.uncancellable(
                                    () -> {
                                      begun.set(true);
                                      return Fiber.uncancellable(value::receive) + value.receive();
                                    })
                                == 3 && Thread.currentThread().isInterrupted());
                Eventually.until("it has begun", begun::get);
                fiber.cancel();
                value.send(1);
                value.send(2);
                assertThat(fiber.join()).isTrue();
              }
            });
  }

  @Test
  void outsideFibersAShieldJustRunsTheBody() throws Exception {
    assertThat(Fiber.<Integer>uncancellable(() -> 3)).isEqualTo(3);
    var ran = new AtomicBoolean();
    Fiber.uncancellable(() -> ran.set(true));
    assertThat(ran).isTrue();
    assertThatThrownBy(
            () ->
                Fiber.uncancellable(
                    () -> {
                      throw new java.io.IOException("as it is");
                    }))
        .isInstanceOf(java.io.IOException.class);
  }
}
