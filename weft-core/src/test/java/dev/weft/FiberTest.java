package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.channel.Channel;
import dev.weft.internal.run.Engine;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.EveryScheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FiberTest {
  private static final Policy FAILURES_ARE_MINE = Policy.supervise((_, _) -> {});

  private static void parkForEver() throws InterruptedException {
    Channel.rendezvous().receive();
  }

  // ---- join and outcome

  @OnEveryScheduler
  void joiningGivesTheValueAsOftenAsOneAsks(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Fiber<Integer> fiber =
                    scope.fork(
                        () -> {
                          Fiber.sleep(Duration.ofMillis(1));
                          return 42;
                        });
                assertThat(fiber.join()).isEqualTo(42);
                assertThat(fiber.join()).isEqualTo(42);
                assertThat(fiber.outcome()).contains(new Outcome.Success<>(42));
                assertThat(fiber.ending().await()).isEqualTo(new Outcome.Success<>(42));
                assertThat(fiber).asString().contains("ended");
              }
            });
  }

  @OnEveryScheduler
  void joiningGivesTheFailureWithWhatTheBodyThrew(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var thrown = new java.io.IOException("disk full");
              try (var scope = Scope.open(FAILURES_ARE_MINE)) {
                Fiber<Void> fiber =
                    scope.fork(
                        "writer",
                        () -> {
                          throw thrown;
                        });
                assertThatThrownBy(fiber::join)
                    .isInstanceOf(FiberFailedException.class)
                    .hasMessageContaining("writer")
                    .cause()
                    .isSameAs(thrown);
                assertThat(fiber.outcome()).contains(new Outcome.Failure<>(thrown));
              }
            });
  }

  @OnEveryScheduler
  void thereIsNoOutcomeBeforeTheEnd(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> go = Channel.rendezvous();
              try (var scope = Scope.open()) {
                Fiber<Integer> fiber = scope.fork(go::receive);
                assertThat(fiber.outcome()).isEmpty();
                assertThat(fiber.ending().poll()).isEmpty();
                go.send(5);
                assertThat(fiber.ending().await()).isEqualTo(new Outcome.Success<>(5));
                assertThat(fiber.ending().poll()).contains(new Outcome.Success<>(5));
              }
            });
  }

  /// Many wait for one: all are told, and see what it has written.
  @OnEveryScheduler
  void allWhoJoinAreTold(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              int[] plain = new int[1];
              Channel<Integer> go = Channel.rendezvous();
              try (var scope = Scope.open()) {
                Fiber<Integer> fiber =
                    scope.fork(
                        () -> {
                          int value = go.receive();
                          plain[0] = value;
                          return value;
                        });
                List<Fiber<Integer>> joiners = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                  joiners.add(scope.fork(() -> fiber.join() + plain[0]));
                }
                go.send(4);
                for (Fiber<Integer> joiner : joiners) {
                  assertThat(joiner.join()).isEqualTo(8);
                }
              }
            });
  }

  @OnEveryScheduler
  void cancellingWhoJoinsLeavesTheFiberAlone(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> go = Channel.rendezvous();
              try (var scope = Scope.open()) {
                Fiber<Integer> fiber = scope.fork(go::receive);
                var begun = new AtomicBoolean();
                Fiber<Integer> joiner =
                    scope.fork(
                        () -> {
                          begun.set(true);
                          return fiber.join();
                        });
                Eventually.until("the joiner has begun", begun::get);
                joiner.cancel();
                assertThatThrownBy(joiner::join).isInstanceOf(CancellationException.class);
                go.send(3);
                assertThat(fiber.join()).isEqualTo(3);
              }
            });
  }

  @OnEveryScheduler
  void joiningWhileInterruptedThrowsEvenIfItHasEnded(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Fiber<Integer> fiber = scope.fork(() -> 1);
                fiber.join();
                Thread.currentThread().interrupt();
                assertThatThrownBy(fiber::join).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
              }
            });
  }

  // ---- cancelling

  /// Both have one kernel thread and no spare, so nothing begins before its turn.
  enum OneAtATime {
    KERNEL_1(() -> Schedulers.kernel(1)),
    VIRTUAL_TIME(Schedulers::virtualTime);

    private final Supplier<Scheduler> maker;

    OneAtATime(Supplier<Scheduler> maker) {
      this.maker = maker;
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancelledBeforeItBeginsItNeverRuns(OneAtATime on) throws Exception {
    Scheduler scheduler = on.maker.get();
    EveryScheduler.within(
        Duration.ofSeconds(20),
        scheduler,
        () -> {
          var gate = new CountDownLatch(1);
          var ran = new AtomicBoolean();
          var why = new IllegalStateException("not needed");
          try (var scope = Scope.on((Engine) scheduler)) {
            var holds = new CountDownLatch(1);
            scope.fork(
                () -> {
                  holds.countDown();
                  while (gate.getCount() > 0) {
                    Thread.onSpinWait(); // keeps the only thread
                  }
                });
            holds.await();
            Fiber<Void> fiber = scope.fork("late", () -> ran.set(true));
            assertThat(fiber).asString().contains("late").contains("not begun");
            assertThat(fiber.cancel(why)).isTrue();
            assertThat(fiber.cancel(new IllegalStateException("again"))).isFalse();
            gate.countDown();
            assertThatThrownBy(fiber::join).isInstanceOf(CancellationException.class).hasCause(why);
            assertThat(fiber.outcome()).contains(new Outcome.Cancelled<>(why));
          }
          assertThat(ran).isFalse();
          scheduler.close();
          return true;
        });
  }

  /// Whoever is first: either the body ran to its end and counts, or it never began, or its waiting was ended.
  @OnEveryScheduler
  void aCancellationThatRacesWithTheBeginningIsAllOrNothing(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                for (int i = 0; i < 200; i++) {
                  var ran = new AtomicBoolean();
                  Fiber<Void> fiber = scope.fork(() -> ran.set(true));
                  if (i % 2 == 0) {
                    Fiber.yieldNow();
                  }
                  boolean first = fiber.cancel();
                  Outcome<Void> outcome = fiber.ending().await();
                  if (ran.get()) {
                    assertThat(outcome).isInstanceOf(Outcome.Success.class);
                  } else {
                    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
                    assertThat(first).isTrue();
                  }
                }
              }
            });
  }

  @OnEveryScheduler
  void cancelledWhileParkedItsWaitIsEnded(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var why = new IllegalStateException("enough");
              try (var scope = Scope.open()) {
                var begun = new AtomicBoolean();
                var interruptedAfter = new AtomicBoolean(true);
                Fiber<Void> fiber =
                    scope.fork(
                        () -> {
                          begun.set(true);
                          try {
                            parkForEver();
                          } finally {
                            interruptedAfter.set(Thread.currentThread().isInterrupted());
                          }
                        });
                Eventually.until("it has begun", begun::get);
                assertThat(fiber.cancel(why)).isTrue();
                assertThat(fiber.cancel(new IllegalStateException("again"))).isFalse();
                assertThat(fiber.ending().await()).isEqualTo(new Outcome.Cancelled<>(why));
                assertThat(interruptedAfter).as("the exception has consumed the interrupt").isFalse();
                assertThatThrownBy(fiber::join)
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("FiberTest.java")
                    .hasCause(why);
              }
            });
  }

  @OnEveryScheduler
  void cancelledWhileRunningItsNextWaitThrows(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                var begun = new AtomicBoolean();
                var cancelled = new AtomicBoolean();
                Fiber<String> fiber =
                    scope.fork(
                        () -> {
                          begun.set(true);
                          Eventually.until("it has been cancelled", cancelled::get);
                          Channel<Integer> ready = Channel.buffered(1);
                          ready.trySend(1);
                          ready.receive(); // would not even have to park
                          return "not reached";
                        });
                Eventually.until("it has begun", begun::get);
                fiber.cancel();
                cancelled.set(true);
                assertThat(fiber.ending().await()).isInstanceOf(Outcome.Cancelled.class);
              }
            });
  }

  @OnEveryScheduler
  void afterItsEndACancellationComesTooLate(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Fiber<Integer> fiber = scope.fork(() -> 9);
                fiber.join();
                assertThat(fiber.cancel()).isFalse();
                assertThat(fiber.outcome()).contains(new Outcome.Success<>(9));
                assertThat(fiber.join()).isEqualTo(9);
              }
            });
  }

  @OnEveryScheduler
  void aBodyThatGoesOnDespiteItsCancellationHasItsOwnEnd(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var broken = new IllegalStateException("broken clean-up");
              try (var scope = Scope.open(FAILURES_ARE_MINE)) {
                var begun = new AtomicInteger();
                Fiber<Integer> stubborn =
                    scope.fork(
                        () -> {
                          begun.incrementAndGet();
                          try {
                            parkForEver();
                          } catch (InterruptedException _) {
                            return 7;
                          }
                          return 0;
                        });
                Fiber<Integer> clumsy =
                    scope.fork(
                        () -> {
                          begun.incrementAndGet();
                          try {
                            parkForEver();
                          } catch (InterruptedException _) {
                            throw broken;
                          }
                          return 0;
                        });
                Eventually.until("both have begun", () -> begun.get() == 2);
                stubborn.cancel();
                clumsy.cancel();
                assertThat(stubborn.ending().await()).isEqualTo(new Outcome.Success<>(7));
                assertThat(clumsy.ending().await()).isEqualTo(new Outcome.Failure<>(broken));
              }
            });
  }

  @OnEveryScheduler
  void theDefaultCauseSaysWhoWasCancelled(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                Fiber<Void> fiber = scope.fork("loser", FiberTest::parkForEver);
                fiber.cancel();
                assertThat(fiber.ending().await())
                    .isInstanceOfSatisfying(
                        Outcome.Cancelled.class,
                        end -> assertThat(end.cause()).isInstanceOf(CancelledException.class).hasMessageContaining("loser"));
              }
            });
  }

  // ---- uncancellable regions

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

  @Test
  void outsideFibersAShieldJustRunsTheBody() throws Exception {
    assertThat(Fiber.<Integer>uncancellable(() -> 3)).isEqualTo(3);
    assertThatThrownBy(
            () ->
                Fiber.uncancellable(
                    () -> {
                      throw new java.io.IOException("as it is");
                    }))
        .isInstanceOf(java.io.IOException.class);
  }

  // ---- who it is

  @OnEveryScheduler
  void namesAndNumbers(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Fiber<?> main = Fiber.current().orElseThrow();
              Set<Long> numbers = new HashSet<>(List.of(main.id()));
              try (var scope = Scope.open()) {
                for (int i = 0; i < 10; i++) {
                  Fiber<Optional<Fiber<?>>> unnamed = scope.fork(() -> Fiber.current());
                  assertThat(unnamed.name()).isEqualTo("fiber-" + unnamed.id());
                  assertThat(numbers.add(unnamed.id())).isTrue();
                  assertThat(unnamed.join().orElseThrow()).isSameAs(unnamed);
                }
                Fiber<String> named = scope.fork("index", () -> Thread.currentThread().getName());
                assertThat(named.name()).isEqualTo("index");
                assertThat(named.join()).as("the thread's name").isEqualTo("index");
                assertThat(named).asString().startsWith("fiber index");
                assertThat(Fiber.current()).containsSame(main);
              }
            });
  }

  @Test
  void outsideFibersThereIsNoCurrentOne() {
    assertThat(Fiber.current()).isEmpty();
  }

  @OnEveryScheduler
  void theSpawnSiteIsTheLineOfTheFork(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                int line = new Throwable().getStackTrace()[0].getLineNumber();
                Fiber<Integer> one = scope.fork(() -> 1);
                Fiber<Integer> two = scope.fork("two", () -> 2);
                assertThat(one.spawnSite().place()).isEqualTo("FiberTest.java:" + (line + 1));
                assertThat(two.spawnSite().place()).isEqualTo("FiberTest.java:" + (line + 2));
                assertThat(two.spawnSite().method()).startsWith("FiberTest.").contains("theSpawnSiteIsTheLineOfTheFork");
                assertThat(two).asString().contains("forked at FiberTest.java:" + (line + 2));
              }
            });
  }

  // ---- fairness: virtual time has one carrier, never a spare, and so counts exactly

  @Test
  @Timeout(30)
  void fibersThatYieldDoNotStarveANewcomer() throws Exception {
    Scheduler scheduler = Schedulers.virtualTime();
    Weft.with(scheduler)
        .run(
            () -> {
              var stop = new AtomicBoolean();
              var yields = new AtomicInteger();
              try (var scope = Scope.open()) {
                for (int i = 0; i < 4; i++) {
                  scope.fork(
                      () -> {
                        while (!stop.get()) {
                          yields.incrementAndGet();
                          Fiber.yieldNow();
                        }
                      });
                }
                Fiber.yieldNow();
                for (int i = 0; i < 10; i++) {
                  int before = yields.get();
                  int after = scope.fork(() -> yields.get()).join();
                  assertThat(after - before).as("yields of others before a newcomer's turn").isLessThanOrEqualTo(8);
                }
                stop.set(true);
              }
            });
    scheduler.close();
  }

  /// Two that wake each other take the run-next slot each time; the queue has its turn all the same, once in 64.
  @Test
  @Timeout(30)
  void aPairThatPlaysPingPongDoesNotStarveTheQueue() throws Exception {
    Scheduler scheduler = Schedulers.virtualTime();
    Weft.with(scheduler)
        .run(
            () -> {
              var stop = new AtomicBoolean();
              var rounds = new AtomicInteger();
              Channel<Integer> ping = Channel.rendezvous();
              Channel<Integer> pong = Channel.rendezvous();
              try (var scope = Scope.open()) {
                scope.fork(
                    () -> {
                      while (!stop.get()) {
                        ping.send(rounds.incrementAndGet());
                        pong.receive();
                      }
                      ping.close();
                    });
                scope.fork(
                    () -> {
                      for (int n : ping) {
                        pong.send(n);
                      }
                    });
                Fiber.yieldNow();
                for (int i = 0; i < 10; i++) {
                  int before = rounds.get();
                  Fiber.yieldNow(); // to the back of the queue
                  assertThat(rounds.get() - before).as("rounds before the queue has a turn").isLessThanOrEqualTo(64);
                }
                assertThat(rounds.get()).as("they do play").isGreaterThan(10);
                stop.set(true);
              }
            });
    scheduler.close();
  }

  /// From outside, too, somebody comes in between on every scheduler.
  @OnEveryScheduler
  void aNewcomerFromOutsideGetsItsTurn(Scheduler scheduler) throws Exception {
    assumeThat(scheduler.name()).as("the JDK's scheduler lets threads that only yield starve newcomers").isNotEqualTo("jdk");
    var stop = new AtomicBoolean();
    try (var scope = Scope.on((Engine) scheduler)) {
      for (int i = 0; i < 3; i++) {
        scope.fork(
            () -> {
              while (!stop.get()) {
                Fiber.yieldNow();
              }
            });
      }
      try {
        for (int i = 0; i < 10; i++) {
          int number = i;
          assertThat(scope.fork(() -> number).join()).isEqualTo(i);
        }
      } finally {
        stop.set(true);
      }
    }
  }
}
