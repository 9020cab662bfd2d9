package dev.weft.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Fibers that keep their carriers, long enough for spares to take over and be sent away again, among fibers that hand values to each
/// other, and work from outside: all of it is done.
class HogStressTest {
  /// From here on a carrier counts as held.
  private static final int HELD_MILLIS = 10;

  @OnEveryScheduler
  void allWorkIsDone(Scheduler scheduler) throws Exception {
    Rounds.on(scheduler, random -> round(scheduler, random));
  }

  private static void round(Scheduler scheduler, Random random) throws Exception {
    var done = new AtomicInteger();
    int outside = random.nextInt(3);
    var left = new CountDownLatch(outside);
    for (int i = 0; i < outside; i++) {
      var own = new Random(random.nextLong());
      Thread.ofPlatform().daemon().start(() -> fromOutside(scheduler, own, done, left));
    }
    int inside = 0;
    try (var scope = Scope.open()) {
      List<Channel<Integer>> chain = chain(scope, 1 + random.nextInt(5), done);
      inside += chain.size() - 1;
      for (int i = random.nextInt(6); i >= 0; i--) {
        int micros = random.nextInt(1000 * 2 * HELD_MILLIS);
        boolean waits = Chance.oneIn(2, random);
        inside++;
        scope.fork(
            () -> {
              Chance.hog(Duration.ofNanos(micros * 1000L));
              if (waits) {
                Fiber.sleep(Duration.ofNanos(micros));
              }
              done.incrementAndGet();
            });
        Chance.pause(random);
      }
      chain.getFirst().send(1);
      assertThat(chain.getLast().receive()).as("handed along").isEqualTo(chain.size());
    }
    left.await();
    assertThat(done).hasValue(inside + outside);
  }

  /// A chain that adds one at each link.
  private static List<Channel<Integer>> chain(Scope scope, int links, AtomicInteger done) {
    List<Channel<Integer>> channels = new ArrayList<>(List.of(Channel.rendezvous()));
    for (int i = 0; i < links; i++) {
      Channel<Integer> from = channels.getLast();
      Channel<Integer> to = Channel.rendezvous();
      channels.add(to);
      scope.fork(
          () -> {
            to.send(from.receive() + 1);
            done.incrementAndGet();
          });
    }
    return channels;
  }

  private static void fromOutside(Scheduler scheduler, Random random, AtomicInteger done, CountDownLatch left) {
    try {
      Weft.with(scheduler)
          .run(
              () -> {
                Chance.pause(random);
                done.incrementAndGet();
              });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      left.countDown();
    }
  }
}
