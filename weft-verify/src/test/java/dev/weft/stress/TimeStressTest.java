package dev.weft.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Deadline;
import dev.weft.DeadlineExceededException;
import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Selectable;
import dev.weft.Timer;
import dev.weft.channel.Channel;
import dev.weft.schedule.Scheduler;
import dev.weft.sync.OneShot;
import dev.weft.testing.OnEveryScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// Timers that fire, are cancelled, and both at once: none fires early, twice, or after it was cancelled, and none is forgotten.
class TimeStressTest {
  private static final int TURNS = 20;

  @OnEveryScheduler
  void noTimerIsEarlyOrForgotten(Scheduler scheduler) throws Exception {
    Rounds.on(scheduler, TimeStressTest::round);
  }

  private static void round(Random random) throws Exception {
    try (var scope = Scope.open()) {
      boolean cancels = Chance.oneIn(2, random);
      List<Fiber<Void>> all = new ArrayList<>();
      for (int i = random.nextInt(10); i >= 0; i--) {
        var own = new Random(random.nextLong());
        all.add(scope.fork(() -> several(own, cancels)));
      }
      if (cancels) {
        Chance.cancelSome(all, random);
      }
    }
  }

  private static void several(Random random, boolean cancelled) throws Exception {
    for (int i = 0; i < TURNS; i++) {
      switch (random.nextInt(4)) {
        case 0 -> sleep(Chance.soon(random));
        case 1 -> limit(random);
        case 2 -> deadline(random, cancelled);
        default -> callback(random);
      }
    }
  }

  private static void sleep(Duration length) throws InterruptedException {
    long start = System.nanoTime();
    Fiber.sleep(length);
    assertThat(System.nanoTime() - start).as("slept").isGreaterThanOrEqualTo(length.toNanos());
  }

  /// A time limit and a value that comes at about the same time.
  private static void limit(Random random) throws InterruptedException {
    var shot = new OneShot<Integer>();
    Timer.after(Chance.soon(random)).onReady(_ -> shot.complete(7));
    try {
      assertThat(shot.completing().await(Chance.soon(random))).isEqualTo(7);
    } catch (TimeoutException e) {
      assertThat(shot.await()).as("the value comes all the same").isEqualTo(7);
    }
  }

  private static void deadline(Random random, boolean cancelled) throws Exception {
    var shot = new OneShot<Integer>();
    Timer.after(Chance.soon(random)).onReady(_ -> shot.complete(7));
    try {
      assertThat(Deadline.in(Chance.soon(random)).<Integer>call(shot::await)).isEqualTo(7);
    } catch (DeadlineExceededException e) {
      if (!cancelled) { // else the interrupt may be that of the cancellation
        assertThat(Thread.currentThread().isInterrupted()).as("an interrupt that is left over").isFalse();
      }
    }
  }

  /// Gives up a timer just when it fires: either it was given up, or it calls back once.
  private static void callback(Random random) throws InterruptedException {
    var calls = new AtomicInteger();
    Channel<Integer> called = Channel.unlimited();
    Duration delay = Chance.soon(random);
    Selectable.Pending pending =
        Timer.after(delay)
            .onReady(
                _ -> {
                  calls.incrementAndGet();
                  called.trySend(1);
                });
    Fiber.sleep(delay);
    if (!pending.cancel()) {
      called.receive();
      assertThat(calls).hasValue(1);
    } else {
      assertThat(calls).hasValue(0);
    }
  }
}
