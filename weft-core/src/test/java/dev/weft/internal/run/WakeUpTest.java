package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.Eventually;
import dev.weft.testing.HangGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Fibers that never give their carrier back, and everybody else.
class WakeUpTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /// Runs the body beside so many endless loops, ends the loops, closes the scheduler.
  private static void besideHogs(Scheduler scheduler, int hogs, dev.weft.Action body) throws Exception {
    var stop = new AtomicBoolean();
    var running = new AtomicInteger();
    try {
      HangGuard.within(
          LIMIT,
          scheduler,
          () -> {
            List<Thread> outside = new ArrayList<>();
            for (int i = 0; i < hogs; i++) {
              outside.add(
                  Thread.ofPlatform()
                      .daemon()
                      .start(
                          () -> {
                            try {
                              Weft.with(scheduler)
                                  .run(
                                      () -> {
                                        running.incrementAndGet();
                                        while (!stop.get()) {
                                          Thread.onSpinWait();
                                        }
                                      });
                            } catch (InterruptedException e) {
                              throw new AssertionError(e);
                            }
                          }));
            }
            Eventually.until("all hogs run", () -> running.get() == hogs);
            body.run();
            stop.set(true);
            for (Thread thread : outside) {
              thread.join();
            }
            scheduler.close();
            return true;
          });
    } finally {
      stop.set(true);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void hogsOnAnEventLoopDoNotStopOthers(int hogs) throws Exception {
    Scheduler scheduler = Schedulers.eventLoop();
    besideHogs(scheduler, hogs, () -> othersGoOn(scheduler));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void hogsOnEveryCarrierDoNotStopOthers(int hogs) throws Exception {
    Scheduler scheduler = Schedulers.workStealing(2);
    besideHogs(scheduler, hogs, () -> othersGoOn(scheduler));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void hogsOnEveryCoreDoNotStopOthers(int hogs) throws Exception {
    Scheduler scheduler = Schedulers.perCore(2);
    besideHogs(scheduler, hogs, () -> othersGoOn(scheduler));
  }

  private static void othersGoOn(Scheduler scheduler) throws Exception {
    for (int i = 0; i < 3; i++) {
      int sum =
          Weft.with(scheduler)
              .call(
                  () -> {
                    Channel<Integer> channel = Channel.rendezvous();
                    try (var scope = Scope.open()) {
                      scope.fork(
                          () -> {
                            for (int n = 1; n <= 10; n++) {
                              channel.send(n);
                              Fiber.sleep(Duration.ofMillis(1));
                            }
                            channel.close();
                          });
                      int total = 0;
                      for (int n : channel) {
                        total += n;
                      }
                      return total;
                    }
                  });
      assertThat(sum).isEqualTo(55);
    }
  }

  /// The event loop's queue has several endless loops in it, and what is behind them is run all the same.
  @Test
  void whatIsQueuedBehindSeveralHogsIsRun() throws Exception {
    Scheduler scheduler = Schedulers.eventLoop();
    var stop = new AtomicBoolean();
    var ran = new AtomicInteger();
    try {
      HangGuard.within(
          LIMIT,
          scheduler,
          () -> {
            var gate = new CountDownLatch(1);
            Thread main =
                Thread.ofPlatform()
                    .daemon()
                    .start(
                        () -> {
                          try {
                            Weft.with(scheduler)
                                .run(
                                    () -> {
                                      try (var scope = Scope.open()) {
                                        for (int i = 0; i < 40; i++) {
                                          boolean hog = i % 10 == 0;
                                          scope.fork(
                                              () -> {
                                                while (hog && !stop.get()) {
                                                  Thread.onSpinWait();
                                                }
                                                ran.incrementAndGet();
                                              });
                                        }
                                        gate.countDown();
                                      }
                                    });
                          } catch (InterruptedException e) {
                            throw new AssertionError(e);
                          }
                        });
            gate.await();
            Eventually.until("36 fibers have ended beside 4 hogs", () -> ran.get() == 36);
            stop.set(true);
            main.join();
            scheduler.close();
            return true;
          });
    } finally {
      stop.set(true);
    }
    assertThat(ran).hasValue(40);
  }

  /// A fiber that runs on a spare carrier when the spare is recalled, and then sleeps, wakes up.
  @RepeatedTest(5)
  void aSleepThatBeginsOnARecalledSpareOfTheOnlyCarrierEnds() throws Exception {
    sleepOnARecalledSpare(Schedulers.workStealing(1));
  }

  @RepeatedTest(5)
  void aSleepThatBeginsOnARecalledSpareOfTheEventLoopEnds() throws Exception {
    sleepOnARecalledSpare(Schedulers.eventLoop());
  }

  private static void sleepOnARecalledSpare(Scheduler scheduler) throws Exception {
    var stopHog = new AtomicBoolean();
    var stopSpare = new AtomicBoolean();
    var onSpare = new AtomicBoolean();
    try {
      HangGuard.run(
          LIMIT,
          scheduler,
          () -> {
            try (var scope = Scope.open()) {
              scope.fork(
                  "second",
                  () -> {
                    onSpare.set(true);
                    while (!stopSpare.get()) {
                      Thread.onSpinWait();
                    }
                    Fiber.sleep(Duration.ofMillis(5));
                  });
              Thread.ofPlatform()
                  .daemon()
                  .start(
                      () -> {
                        Eventually.until("the second fiber runs on a spare", onSpare::get);
                        stopHog.set(true);
                        Eventually.until("the first carrier is free again", () -> quiet(scheduler));
                        stopSpare.set(true);
                      });
              while (!stopHog.get()) {
                Thread.onSpinWait(); // holds the carrier
              }
            }
          });
    } finally {
      stopHog.set(true);
      stopSpare.set(true);
    }
  }

  /// No regular carrier runs and the spare has been recalled.
  private static boolean quiet(Scheduler scheduler) {
    var engine = (CarrierEngine) scheduler;
    for (Carrier carrier : engine.allCarriers()) {
      if (carrier.isSpare() ? carrier.duty().isOn() : !carrier.idleWait.isWaiting()) {
        return false;
      }
    }
    return true;
  }

  /// A carrier that was woken to search, and finds that a timer is due instead, does not keep the others asleep.
  @Test
  void aSearcherThatFindsATimerStopsSearching() throws Exception {
    var clock = new StandingClock();
    var engine = new CarrierEngine("work-stealing", 2, Placement.STEALING, clock);
    var stop = new AtomicBoolean();
    var hogs = new AtomicInteger();
    try {
      HangGuard.within(
          LIMIT,
          engine,
          () -> {
            for (Carrier carrier : engine.regularCarriers()) {
              carrier.timers.add(
                  new TimerEntry() {
                    @Override
                    protected void fire() {
                      if (hogs.getAndIncrement() == 0) {
                        engine.execute(() -> Eventually.until("the test has ended", stop::get));
                      }
                    }
                  },
                  1_000_000_000_000L);
            }
            Eventually.until("all carriers are idle", () -> engine.idleSet().regularCount() == 2);
            clock.now = 1_000_000_000_000L;
            var ran = new CountDownLatch(1);
            engine.dispatch().submit(ran::countDown); // wakes one carrier, which finds its timer first
            assertThat(ran.await(10, TimeUnit.SECONDS)).as("the other carrier was woken").isTrue();
            stop.set(true);
            engine.close();
            return true;
          });
    } finally {
      stop.set(true);
    }
  }
}
