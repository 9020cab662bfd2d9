package dev.weft.sync;

import static dev.weft.testing.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.Outcome;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.HangGuard;
import dev.weft.testing.OnEveryScheduler;
import dev.weft.wait.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing a scope may park
class SemaphoreTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @OnEveryScheduler
  void letsSoManyIn(Scheduler scheduler) throws Exception {
    letSoManyIn(scheduler, new Semaphore(3));
    letSoManyIn(scheduler, Semaphore.barging(3));
  }

  private static void letSoManyIn(Scheduler scheduler, Semaphore semaphore) throws Exception {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    Weft.with(scheduler)
        .run(
            () -> {
              try (var scope = Scope.open()) {
                for (int i = 0; i < 50; i++) {
                  long weight = 1 + i % 3;
                  scope.fork(
                      () -> {
                        try (var permit = semaphore.acquire(weight)) {
                          int now = inside.addAndGet((int) permit.weight());
                          most.accumulateAndGet(now, Math::max);
                          Fiber.yieldNow();
                          inside.addAndGet((int) -permit.weight());
                        }
                      });
                }
              }
            });
    assertThat(most.get()).isBetween(1, 3);
    assertThat(semaphore.available()).isEqualTo(3);
  }

  @OnEveryScheduler
  void reportsTellWhoTookPermits(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var semaphore = new Semaphore(3);
              var waiting = (Event<Permit>) semaphore.acquiring(3);
              List<Permit> taken = new CopyOnWriteArrayList<>();
              try (var scope = Scope.open()) {
                scope.fork("alice", () -> taken.add(semaphore.tryAcquire(1).orElseThrow())).join();
                scope.fork("bob", () -> taken.add(semaphore.acquire())).join();
                scope.fork("carol", () -> taken.add(Select.any(semaphore.acquiring(1), semaphore.acquiring(1)).await())).join();
                assertThat(waiting.reason().holders()).containsExactly("alice (which has ended)", "bob (which has ended)", "carol (which has ended)");
                assertThat(waiting.reason().toString()).endsWith(": 0 of 3 free, held by alice (which has ended), bob (which has ended), carol (which has ended)");
                assertThat(waiting.holders()).as("who alone could give them back").isEmpty();
                Fiber<Permit> served = scope.fork("dave", () -> semaphore.acquire(2));
                until("dave waits", () -> semaphore.toString().endsWith("1 waiting"));
                taken.get(1).close();
                assertThat(waiting.reason().holders()).containsExactly("alice (which has ended)", "carol (which has ended)");
                taken.get(0).close();
                taken.get(0).close();
                taken.add(served.join());
                assertThat(waiting.reason().holders()).containsExactly("carol (which has ended)", "dave (which has ended)");
              }
              taken.forEach(Permit::close);
              assertThat(waiting.reason().holders()).isEmpty();
              assertThat(semaphore.available()).isEqualTo(3);
            });
  }

  @Test
  void ofManyWhoTookPermitsTheFirstAreNamed() throws Exception {
    var semaphore = new Semaphore(100);
    try (var scope = Scope.open()) {
      for (int i = 0; i < 40; i++) {
        scope.fork("taker " + i / 2, () -> semaphore.acquire()).join();
      }
      List<String> names = ((Event<Permit>) semaphore.acquiring(1)).reason().holders();
      assertThat(names).hasSize(9).startsWith("taker 0 (which has ended)", "taker 1 (which has ended)").endsWith("taker 7 (which has ended)", "others");
    }
  }

  @Test
  void whoGivesUpTookNone() throws Exception {
    var semaphore = new Semaphore(1);
    try (var scope = Scope.open()) {
      Permit one = semaphore.acquire();
      Fiber<Permit> waits = scope.fork("waits", () -> semaphore.acquire());
      until("it waits", () -> semaphore.toString().endsWith("1 waiting"));
      waits.cancel();
      assertThat(waits.ending().await()).isInstanceOf(Outcome.Cancelled.class);
      one.close();
      assertThat(((Event<Permit>) semaphore.acquiring(1)).reason().holders()).isEmpty();
    }
  }

  @OnEveryScheduler
  void aHeavyOneAtTheHeadIsNotPassed(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var semaphore = new Semaphore(2).named("s");
              List<String> order = new ArrayList<>();
              Permit one = semaphore.acquire();
              try (var scope = Scope.open()) {
                scope.fork(
                    () -> {
                      try (var _ = semaphore.acquire(2)) {
                        order.add("heavy");
                      }
                    });
                until("heavy waits", () -> semaphore.toString().equals("semaphore s: 1 of 2 free, 1 waiting"));
                assertThat(semaphore.tryAcquire()).isEmpty();
                assertThat(semaphore.acquiring().poll()).isEmpty();
                scope.fork(
                    () -> {
                      try (var _ = semaphore.acquire()) {
                        order.add("light");
                      }
                    });
                until("light waits", () -> semaphore.toString().endsWith(", 2 waiting"));
                one.close();
                one.close();
              }
              assertThat(order).containsExactly("heavy", "light");
              assertThat(semaphore.available()).isEqualTo(2);
            });
  }

  @OnEveryScheduler
  void whenTheHeadGivesUpThoseBehindAreServed(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var semaphore = new Semaphore(2);
              Permit one = semaphore.acquire();
              try (var scope = Scope.open()) {
                Fiber<Permit> heavy = scope.fork(() -> semaphore.acquire(2));
                until("heavy waits", () -> semaphore.toString().endsWith(", 1 waiting"));
                Fiber<Permit> light = scope.fork(() -> semaphore.acquire());
                until("light waits", () -> semaphore.toString().endsWith(", 2 waiting"));
                heavy.cancel();
                assertThat(heavy.ending().await()).isInstanceOf(Outcome.Cancelled.class);
                light.join().close();
              }
              one.close();
              assertThat(semaphore.available()).isEqualTo(2);
            });
  }

  /// Cancellations and time-outs fall on waiters at any moment, also while they are being served.
  /// The select has been settled by its other clause; that it has not run yet, and still stands in the queue, is nobody's business.
  @Test
  void whoHasBeenSettledElsewhereKeepsNobodyOut() throws Exception {
    try (Scheduler oneCarrier = Schedulers.eventLoop()) {
      Weft.with(oneCarrier)
          .run(
              () -> {
                var semaphore = new Semaphore(3);
                Channel<String> other = Channel.rendezvous();
                for (Supplier<Optional<Permit>> take :
                    List.<Supplier<Optional<Permit>>>of(() -> semaphore.tryAcquire(1), () -> semaphore.acquiring(1).poll())) {
                  try (var scope = Scope.open();
                      var _ = semaphore.acquire()) {
                    scope.fork(() -> Select.any(semaphore.acquiring(3).map(Permit::toString), other.receiving()).await());
                    until("it waits", () -> semaphore.toString().endsWith(", 1 waiting"));
                    other.send("instead");
                    try (var taken = take.get().orElseThrow()) {
                      assertThat(taken.weight()).isEqualTo(1);
                    }
                  }
                }
              });
    }
  }

  @OnEveryScheduler
  void anInterruptedOneTakesNothing(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              for (var semaphore : List.of(new Semaphore(1), Semaphore.barging(1))) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(semaphore::acquire).isInstanceOf(InterruptedException.class);
                assertThat(semaphore.available()).isEqualTo(1);
              }
            });
  }

  /// Whoever comes takes it out of the queue, and it does not find itself there any more to serve those behind it.
  @Test
  void whoWaitsBehindOneThatHasBeenSettledElsewhereIsServed() throws Exception {
    HangGuard.run(
        LIMIT,
        Schedulers.virtualTime(),
        () -> {
          var semaphore = new Semaphore(3);
          Channel<String> other = Channel.rendezvous();
          try (var scope = Scope.open();
              var _ = semaphore.acquire()) {
            scope.fork(() -> Select.any(semaphore.acquiring(3).map(Permit::toString), other.receiving()).await());
            until("it waits", () -> semaphore.toString().endsWith(", 1 waiting"));
            Fiber<Permit> behind = scope.fork(() -> semaphore.acquire());
            until("so does the one behind it", () -> semaphore.toString().endsWith(", 2 waiting"));
            other.send("instead");
            semaphore.tryAcquire().orElseThrow().close();
            behind.join().close();
          }
          assertThat(semaphore.available()).isEqualTo(3);
        });
  }

  @OnEveryScheduler
  void noPermitIsLost(Scheduler scheduler) throws Exception {
    var semaphore = new Semaphore(2);
    Weft.with(scheduler)
        .run(
            () -> {
              for (int round = 0; round < 150; round++) {
                try (var scope = Scope.open()) {
                  List<Fiber<Void>> fibers = new ArrayList<>();
                  for (int i = 0; i < 6; i++) {
                    long weight = 1 + i % 2;
                    boolean timed = i % 3 == 0;
                    fibers.add(
                        scope.fork(
                            () -> {
                              try (var _ =
                                  timed
                                      ? semaphore.acquiring(weight).await(Duration.ofNanos(50_000))
                                      : semaphore.acquire(weight)) {
                                Fiber.yieldNow();
                              } catch (TimeoutException e) {
                                return; // has got none
                              }
                            }));
                  }
                  for (Fiber<Void> fiber : fibers) {
                    if (ThreadLocalRandom.current().nextBoolean()) {
                      fiber.cancel();
                    }
                    Fiber.yieldNow();
                  }
                }
                assertThat(semaphore.available()).isEqualTo(2);
              }
            });
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new Semaphore(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 0; to wait for signals use a channel, a OneShot or a Condition");
    var semaphore = new Semaphore(2);
    assertThatThrownBy(() -> semaphore.acquire(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> semaphore.acquire(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("for ever");
  }
}
