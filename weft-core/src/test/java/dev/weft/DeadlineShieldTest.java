package dev.weft;

import static dev.weft.testing.Bodies.parkForEver;
import static dev.weft.testing.Deadlines.callUnder;
import static dev.weft.testing.Deadlines.runUnder;
import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.schedule.Scheduler;
import dev.weft.testing.Bodies;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/// Deadlines around and inside regions that no cancellation interrupts.
@SuppressWarnings("try") // closing may park
class DeadlineShieldTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  /// The interrupt that is found there is another one's.
  @OnEveryScheduler
  void cancelsNoScopeThatIsOpenedInAShieldWhichHoldsItBack(Scheduler scheduler) throws Exception {
    var cancelled = new AtomicReference<Boolean>();
    Weft.with(scheduler).run(() -> assertThatThrownBy(() -> runUnder(Duration.ofMillis(5), () -> {
      try (var outside = Scope.open()) {
        Fiber.uncancellable(() -> {
          until("the time has come", outside::isCancelled);
          Thread.currentThread().interrupt();
          try (var inside = Scope.open()) {
            cancelled.set(inside.isCancelled());
            Thread.interrupted();
          }
        });
      }
    })).isInstanceOf(DeadlineExceededException.class));
    assertThat(cancelled.get()).isFalse();
  }

  /// Such as what loads a value for a cache: others wait for it too, so it must not end with whoever asked first.
  @OnEveryScheduler
  void isNotInheritedByForksIntoOuterScopesInAShield(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Fiber<String> forked =
                    callUnder(
                        SHORT,
                        () ->
                            Fiber.uncancellable(
                                () ->
                                    scope.fork(
                                        () -> {
                                          assertThat(Deadline.current()).isEmpty();
                                          Fiber.sleep(SHORT.multipliedBy(2));
                                          assertThatThrownBy(() -> Deadline.in(SHORT).call(Bodies::parkForEver))
                                              .isInstanceOf(DeadlineExceededException.class);
                                          return "done";
                                        })));
                assertThat(forked.join()).isEqualTo("done");
              }
            });
  }

  @OnEveryScheduler
  void aShieldHoldsItBackUnlessItIsSetInside(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var cleaned = new AtomicBoolean();
              assertThatThrownBy(
                      () ->
                          callUnder(
                              SHORT,
                                  () -> {
                                    Fiber.uncancellable(
                                        () -> {
                                          Fiber.sleep(SHORT.multipliedBy(3));
                                          cleaned.set(true);
                                          return true;
                                        });
                                    return parkForEver();
                                  }))
                  .isInstanceOf(DeadlineExceededException.class);
              assertThat(cleaned).isTrue();
              assertThatThrownBy(() -> Fiber.uncancellable(() -> Deadline.in(SHORT).call(Bodies::parkForEver)))
                  .isInstanceOf(DeadlineExceededException.class);
            });
  }

  /// Of two shields, the outer one lets through what was set inside it, the inner one does not.
  @OnEveryScheduler
  void aShieldHoldsItBackAlsoInsideAnother(Scheduler scheduler) throws Exception {
    var cleaned = new AtomicBoolean();
    Weft.with(scheduler)
        .run(
            () ->
                Fiber.uncancellable(
                    () -> {
                      assertThatThrownBy(
                              () ->
                                  callUnder(
                                      SHORT,
                                          () -> {
                                            cleaned.set(Fiber.uncancellable(DeadlineShieldTest::longCleanUp));
                                            return parkForEver();
                                          }))
                          .isInstanceOf(DeadlineExceededException.class);
                      Fiber.sleep(Duration.ofMillis(1)); // no interrupt is left
                      return true;
                    }));
    assertThat(cleaned).isTrue();
  }

  private static boolean longCleanUp() throws InterruptedException {
    assertThat(Deadline.current()).isEmpty();
    try (var scope = Scope.open()) {
      scope.fork(() -> Fiber.sleep(SHORT.multipliedBy(2)));
    }
    Fiber.sleep(SHORT);
    return true;
  }
}
