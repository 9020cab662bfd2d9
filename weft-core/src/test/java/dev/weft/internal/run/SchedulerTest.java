package dev.weft.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What every scheduler promises, and what one with carriers of its own does beyond that.
class SchedulerTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

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
