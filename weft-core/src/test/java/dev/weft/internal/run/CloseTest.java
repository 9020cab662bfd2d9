package dev.weft.internal.run;

import static dev.weft.testing.Bodies.outside;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.SchedulerStats;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// The close of a scheduler: for what it has, and for what comes too late.
@SuppressWarnings("try") // closing may park
class CloseTest {
  @OnEveryScheduler
  void closingWaitsForAllThatItHas(Scheduler scheduler) throws Exception {
    var ended = new AtomicInteger();
    var begun = new CountDownLatch(1);
    Thread program =
        outside(
            () ->
                Weft.with(scheduler)
                    .run(
                        () -> {
                          try (var scope = Scope.open()) {
                            for (int i = 0; i < 100; i++) {
                              int millis = i % 10;
                              scope.fork(
                                  () -> {
                                    Fiber.sleep(Duration.ofMillis(millis));
                                    ended.incrementAndGet();
                                  });
                            }
                            begun.countDown();
                          }
                        }));
    begun.await();
    scheduler.close();
    assertThat(ended).hasValue(100);
    program.join();
    SchedulerStats stats = scheduler.stats();
    assertThat(stats.forks()).isEqualTo(101);
    assertThat(stats.ends()).isEqualTo(101);
    assertThat(stats.queued()).isZero();
  }

  @OnEveryScheduler
  void aStartAfterTheCloseIsRefusedWithAReason(Scheduler scheduler) {
    scheduler.close();
    assertThatThrownBy(() -> Weft.with(scheduler).run(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining(scheduler.name())
        .hasMessageContaining("has been closed and starts no more fibers");
    assertThat(scheduler).asString().contains("closed").contains("0 fibers alive");
  }

  /// A program that forks while somebody closes: what was accepted runs to its end, the rest is refused.
  @OnEveryScheduler(times = 10)
  void nothingIsLostInACloseThatRacesWithForks(Scheduler scheduler) throws Exception {
    var ran = new AtomicInteger();
    var accepted = new AtomicInteger();
    var forking = new CountDownLatch(1);
    Thread forker =
        outside(
            () -> {
              while (true) {
                try {
                  Weft.with(scheduler).run(ran::incrementAndGet);
                } catch (RejectedExecutionException _) {
                  return;
                }
                accepted.incrementAndGet();
                forking.countDown();
              }
            });
    forking.await();
    scheduler.close();
    forker.join();
    assertThat(ran).hasValue(accepted.get());
    assertThat(scheduler.stats().ends()).isEqualTo(scheduler.stats().forks());
  }

  @OnEveryScheduler
  void aFiberCannotCloseItsOwnScheduler(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () ->
                assertThatThrownBy(scheduler::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(scheduler.name())
                    .hasMessageContaining("close it from outside"));
    assertThat(Weft.with(scheduler).<Integer>call(() -> 1)).as("it goes on").isEqualTo(1);
  }

  @OnEveryScheduler
  void aFiberMayCloseAnotherScheduler(Scheduler scheduler) throws Exception {
    Scheduler other = Schedulers.kernel();
    Weft.with(scheduler).run(other::close);
    assertThat(other).asString().contains("closed");
  }

  @OnEveryScheduler
  void theThreadOfItsTimersEndsWithIt(Scheduler scheduler) throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Weft.with(scheduler).run(() -> Fiber.sleep(Duration.ofMillis(1)));
    scheduler.close();
    Eventually.until(
        "it has ended",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> !before.contains(thread) && thread.getName().equals(scheduler.name() + "-timers")));
  }

  @OnEveryScheduler
  void closingTwiceIsHarmless(Scheduler scheduler) throws Exception {
    Weft.with(scheduler).run(() -> {});
    scheduler.close();
    scheduler.close();
    Thread second = outside(scheduler::close);
    scheduler.close();
    second.join();
    scheduler.close();
  }

  @OnEveryScheduler
  void anInterruptDoesNotMakeCloseGiveUp(Scheduler scheduler) throws Exception {
    var go = new AtomicBoolean();
    var ended = new AtomicBoolean();
    var begun = new CountDownLatch(1);
    Thread program =
        outside(
            () ->
                Weft.with(scheduler)
                    .run(
                        () -> {
                          begun.countDown();
                          Eventually.until("somebody closes", go::get);
                          ended.set(true);
                        }));
    begun.await();
    var sawEnd = new AtomicBoolean();
    var interrupted = new AtomicBoolean();
    Thread closer =
        outside(
            () -> {
              Thread.currentThread().interrupt();
              scheduler.close();
              sawEnd.set(ended.get());
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    Eventually.until("it closes", () -> ((Engine) scheduler).closing());
    go.set(true);
    closer.join();
    program.join();
    assertThat(sawEnd).as("the fiber had ended").isTrue();
    assertThat(interrupted).as("the interrupt is kept").isTrue();
  }
}
