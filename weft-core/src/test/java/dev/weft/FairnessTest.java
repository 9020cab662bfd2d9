package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weft.channel.Channel;
import dev.weft.internal.run.Engine;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.OnEveryScheduler;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Fibers that do not wait let others run all the same. Virtual time has one carrier, never a spare, and so counts exactly.
class FairnessTest {
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
