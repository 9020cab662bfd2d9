package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.SchedulerStats;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.Eventually;
import dev.weft.testing.HangGuard;
import dev.weft.testing.OnEveryScheduler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What every scheduler promises, and what one with carriers of its own does beyond that.
class SchedulerTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static Thread outside(dev.weft.Action body) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                body.run();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
  }

  // ---- closing

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

  /// A virtual thread hands its scheduler on to those that it makes: not to fibers of another scheduler.
  @OnEveryScheduler
  void aFiberMayRunABodyOnTheSchedulerOfTheJdk(Scheduler scheduler) throws Exception {
    try (Scheduler jdk = Schedulers.jdk()) {
      Weft.with(scheduler)
          .run(
              () -> {
                Fiber<?> outer = Fiber.current().orElseThrow();
                Weft.with(jdk)
                    .run(
                        () -> {
                          assertThat(Fiber.current()).isPresent().get().isNotSameAs(outer);
                          assertThat(Thread.currentThread()).asString().contains("ForkJoinPool");
                          assertThatThrownBy(jdk::close).isInstanceOf(IllegalStateException.class);
                        });
              });
      assertThat(jdk.stats().forks()).isEqualTo(1);
    }
  }

  @OnEveryScheduler
  void anExecutorRefusesNothing(Scheduler scheduler) {
    assertThatThrownBy(() -> scheduler.executor().execute(null)).isInstanceOf(NullPointerException.class);
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

  // ---- where fibers run

  @Test
  @Timeout(30)
  void aFiberOfPerCoreNeverLeavesItsCore() throws Exception {
    Scheduler scheduler = Schedulers.perCore(2);
    Set<Carrier> used = ConcurrentHashMap.newKeySet();
    AtomicReference<Set<Carrier>> wanderer = new AtomicReference<>();
    Channel<Integer> crowd = Channel.buffered(3);
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                for (int i = 0; i < 40; i++) {
                  boolean sender = i % 2 == 0;
                  scope.fork(
                      () -> {
                        Set<Carrier> mine = new HashSet<>();
                        for (int n = 0; n < 30; n++) {
                          if (sender) {
                            crowd.send(n);
                          } else {
                            crowd.receive();
                          }
                          mine.add(core());
                          switch (n % 3) {
                            case 0 -> Fiber.yieldNow();
                            case 1 -> Fiber.sleep(Duration.ofNanos(100_000));
                            case 2 -> Thread.yield();
                            default -> throw new AssertionError();
                          }
                          mine.add(core());
                        }
                        used.addAll(mine);
                        if (mine.size() > 1) {
                          wanderer.set(mine);
                        }
                      });
                }
              }
            });
    scheduler.close();
    assertThat(wanderer.get()).as("the cores of one fiber").isNull();
    assertThat(used).as("both cores work").hasSize(2);
    assertThat(scheduler.stats().steals()).isZero();
  }

  /// Where the operating system can do that.
  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(30)
  void aPinnedCarrierHasOneProcessor() throws Exception {
    try (Scheduler scheduler = Schedulers.perCorePinned(2)) {
      for (int i = 0; i < 2; i++) { // new fibers are dealt out in turn
        String processors =
            Weft.with(scheduler)
                .call(
                    () ->
                        Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
                            .filter(line -> line.startsWith("Cpus_allowed_list:"))
                            .findFirst()
                            .orElseThrow());
        assertThat(processors).matches("Cpus_allowed_list:\\s+\\d+");
      }
    }
  }

  /// The core whose fibers the current kernel thread runs: a spare stands in for one that is held.
  private static Carrier core() {
    Carrier carrier = Carrier.current();
    assertThat(carrier).isNotNull();
    return carrier.acting();
  }

  // ---- counters

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

  // ---- pinned fibers

  private static final Channel<Integer> FOR_EVENT_LOOP = Channel.rendezvous();
  private static final Channel<Integer> FOR_STEALING = Channel.rendezvous();

  private static final class OnEventLoop {
    static final int VALUE = receive(FOR_EVENT_LOOP);
  }

  private static final class OnOneCarrier {
    static final int VALUE = receive(FOR_STEALING);
  }

  private static int receive(Channel<Integer> from) {
    try {
      return from.receive();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFiberThatWaitsInAClassInitialiserDoesNotBlockTheEventLoop() throws Exception {
    pinned(Schedulers.eventLoop(), FOR_EVENT_LOOP, () -> OnEventLoop.VALUE);
  }

  @Test
  void aFiberThatWaitsInAClassInitialiserDoesNotBlockTheOnlyCarrier() throws Exception {
    pinned(Schedulers.workStealing(1), FOR_STEALING, () -> OnOneCarrier.VALUE);
  }

  /// The first fiber keeps its carrier while it waits for a value; more of them keep the spares while they wait for the class; the
  /// last one, which sends the value, runs all the same.
  private static void pinned(Scheduler scheduler, Channel<Integer> value, java.util.concurrent.Callable<Integer> user)
      throws Exception {
    HangGuard.run(
        LIMIT,
        scheduler,
        () -> {
          try (var scope = Scope.open()) {
            List<Fiber<Integer>> users = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
              users.add(scope.fork(user));
              Fiber.yieldNow();
            }
            scope.fork(() -> value.send(17));
            for (Fiber<Integer> each : users) {
              assertThat(each.join()).isEqualTo(17);
            }
          }
        });
    assertThat(scheduler.stats().handOffs()).as("spares that took over").isPositive();
  }

  // ---- misuse

  @Test
  void aSizeThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> Schedulers.workStealing(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a scheduler needs at least one carrier, not 0");
    assertThatThrownBy(() -> Schedulers.kernel(-1)).isInstanceOf(IllegalArgumentException.class);
    for (int many : new int[] {4097, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> Schedulers.perCore(many))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a scheduler has at most 4096 carriers, not " + many);
    }
  }
}
