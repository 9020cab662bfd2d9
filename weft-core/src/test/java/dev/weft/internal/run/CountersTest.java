package dev.weft.internal.run;

import static dev.weft.testing.Bodies.outside;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.SchedulerStats;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a scheduler tells about what it has done.
@SuppressWarnings("try") // closing may park
class CountersTest {
  /// Taken while fibers start and end as fast as they can.
  @OnEveryScheduler
  void countersNeverShowMoreEndsThanForks(Scheduler scheduler) throws Exception {
    var stop = new AtomicBoolean();
    Thread program =
        outside(
            () ->
                Weft.with(scheduler)
                    .run(
                        () -> {
                          while (!stop.get()) {
                            try (var scope = Scope.open()) {
                              scope.fork(() -> 1);
                            }
                          }
                        }));
    try {
      for (int i = 0; i < 20_000; i++) {
        SchedulerStats stats = scheduler.stats();
        assertThat(stats.ends()).isLessThanOrEqualTo(stats.forks());
      }
    } finally {
      stop.set(true);
      program.join();
    }
  }

  @Test
  @Timeout(30)
  void countersTellWhatHasHappened() throws Exception {
    Scheduler scheduler = Schedulers.virtualTime(); // one carrier and never a spare
    Weft.with(scheduler)
        .run(
            () -> {
              for (int batch = 0; batch < 10; batch++) {
                try (var scope = Scope.open()) {
                  for (int i = 0; i < 100; i++) {
                    scope.fork(() -> {});
                  }
                }
              }
            });
    scheduler.close();
    SchedulerStats stats = scheduler.stats();
    assertThat(stats.scheduler()).isEqualTo("virtual-time");
    assertThat(stats.forks()).isEqualTo(1001);
    assertThat(stats.ends()).isEqualTo(1001);
    assertThat(stats.steals()).isZero();
    assertThat(stats.handOffs()).isZero();
    assertThat(stats.carriers()).hasSize(1);
    SchedulerStats.CarrierStats carrier = stats.carriers().getFirst();
    assertThat(carrier.runs()).as("a turn for each fiber, and one more for each wait of the first").isBetween(1001L, 1021L);
    assertThat(carrier.strands()).as("fibers that never wait share a strand").isEqualTo(2);
    assertThat(carrier.queued()).isZero();
    assertThat(carrier.timers()).isZero();
  }

  @Test
  @Timeout(30)
  void parksAreCounted() throws Exception {
    try (Scheduler scheduler = Schedulers.eventLoop()) {
      Weft.with(scheduler).run(() -> Fiber.sleep(Duration.ofMillis(1)));
      Eventually.until("it parks when there is nothing to do", () -> scheduler.stats().carriers().getFirst().parks() > 0);
    }
  }

  @Test
  @Timeout(30)
  void aWaitThatIsOverLeavesNoTimer() throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      Weft.with(scheduler)
          .run(
              () -> {
                Channel<Integer> channel = Channel.rendezvous();
                try (var scope = Scope.open()) {
                  Fiber<Integer> receiver = scope.fork(() -> channel.receiving().await(Duration.ofHours(1)));
                  Fiber.sleep(Duration.ofSeconds(1));
                  channel.send(1);
                  assertThat(receiver.join()).isEqualTo(1);
                  assertThat(scheduler.stats().carriers().getFirst().timers()).isZero();
                }
              });
    }
  }

  @Test
  @Timeout(30)
  void whoWaitsForAThreadIsCounted() throws Exception {
    try (Scheduler scheduler = Schedulers.kernel(1)) {
      var queued = new AtomicInteger();
      Weft.with(scheduler)
          .run(
              () -> {
                try (var scope = Scope.open()) {
                  scope.fork(() -> {}).cancel();
                  scope.fork(() -> {});
                  queued.set(scheduler.stats().queued());
                  scope.cancel(new IllegalStateException("enough"));
                }
              });
      assertThat(queued).hasValue(1);
      assertThat(scheduler.stats().queued()).isZero();
    }
  }

  @Test
  @Timeout(30)
  void stealsAreCounted() throws Exception {
    Scheduler scheduler = Schedulers.workStealing(2);
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                var meeting = new CountDownLatch(2);
                for (int i = 0; i < 2; i++) { // both in this carrier's queue; they can only meet if one is taken elsewhere
                  scope.fork(
                      () -> {
                        meeting.countDown();
                        while (meeting.getCount() > 0) {
                          Thread.onSpinWait();
                        }
                      });
                }
              }
            });
    scheduler.close();
    assertThat(scheduler.stats().steals()).isPositive();
  }
}
