package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.internal.run.Engine;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import dev.weft.testing.HangGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// All threads of a bounded scheduler are taken, for as long as a test likes: whoever is cancelled before its turn ends there and then.
@Timeout(60)
class NoThreadFreeTest {
  private final Scheduler scheduler = Schedulers.kernel(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger ran = new AtomicInteger();
  private Thread holder;

  @BeforeEach
  @Timeout(60)
  void takeTheThread() throws Exception {
    var taken = new CountDownLatch(1);
    holder = Thread.ofPlatform().start(() -> {
      try {
        Weft.with(scheduler).run(() -> {
          taken.countDown();
          release.await();
        });
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    });
    taken.await();
  }

  @AfterEach
  @Timeout(60)
  void nobodyIsLost() throws Exception {
    release.countDown();
    holder.join();
    HangGuard.within(
        Duration.ofSeconds(20),
        scheduler,
        () -> {
          Weft.with(scheduler).run(ran::incrementAndGet);
          assertThat(ran).as("what runs, once there is a thread").hasValue(1);
          scheduler.close();
          return true;
        });
  }

  @Test
  void aFiberThatIsCancelled() throws Exception {
    try (var scope = Scope.on((Engine) scheduler)) {
      Fiber<Integer> fiber = scope.fork(ran::incrementAndGet);
      assertThat(fiber.cancel()).isTrue();
      assertThatThrownBy(fiber::join).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void thoseOfAScopeThatIsCancelled() throws Exception {
    List<Fiber<Integer>> fibers = new ArrayList<>();
    var why = new IllegalStateException("enough");
    try (var scope = Scope.on((Engine) scheduler)) {
      for (int i = 0; i < 1_000; i++) {
        fibers.add(scope.fork(ran::incrementAndGet));
      }
      scope.cancel(why);
      fibers.add(scope.fork(ran::incrementAndGet));
    }
    assertThat(fibers).allSatisfy(fiber -> assertThat(fiber.outcome()).contains(new Outcome.Cancelled<>(why)));
  }

  /// Their end must not go through each other's.
  @Test
  void manyThatWaitForAPlaceBehindOneThatRuns() throws Exception {
    Scheduler two = Schedulers.kernel(2);
    HangGuard.within(
        Duration.ofSeconds(50),
        two,
        () -> {
          for (int round = 0; round < 3; round++) {
            Weft.with(two).run(NoThreadFreeTest::cancelManyBehindOne);
          }
          two.close();
          return true;
        });
  }

  private static void cancelManyBehindOne() throws InterruptedException {
    var sleeps = new CountDownLatch(1);
    try (var scope = Scope.open(Policy.failFast(), Limit.of(1))) {
      scope.fork(() -> {
        sleeps.countDown();
        Fiber.sleep(Duration.ofDays(1));
      });
      for (int i = 0; i < 200_000; i++) {
        scope.fork(() -> {});
      }
      sleeps.await();
      scope.cancel(new IllegalStateException("enough"));
    }
  }

  @Test
  void whatADeadlineEnds() {
    assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(1)).run(() -> Weft.with(scheduler).run(ran::incrementAndGet)))
        .isInstanceOf(DeadlineExceededException.class);
  }
}
