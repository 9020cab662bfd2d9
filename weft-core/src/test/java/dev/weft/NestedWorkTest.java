package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// Deadlines, shields, scopes and failures in whatever order they lie in each other: every sleep ends when the rules of [NestedWorkModel] say so, to the
/// nanosecond.
@SuppressWarnings("try") // closing a scope may park
class NestedWorkTest {
  private static final int PROGRAMS = 2_000;
  private static final long NEVER = Duration.ofDays(1).toNanos();

  @Test
  void endsWhenTheRulesSayItDoes() throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      for (long seed = 0; seed < PROGRAMS; seed++) {
        assertFollowsTheRules(scheduler, seed, NEVER);
      }
    }
  }

  @Test
  void andWhenItIsCancelled() throws Exception {
    try (Scheduler scheduler = Schedulers.virtualTime()) {
      for (long seed = 0; seed < PROGRAMS; seed++) {
        assertFollowsTheRules(scheduler, seed, 1 + new Random(seed).nextInt(NestedWork.Maker.LONGEST));
      }
    }
  }

  private static void assertFollowsTheRules(Scheduler scheduler, long seed, long cancelledAt) throws Exception {
    NestedWork work = new NestedWork.Maker(seed).make();
    var model = new NestedWorkModel();
    NestedWorkModel.End expected = model.run(work, cancelledAt);
    Map<Integer, Long> sleeps = new ConcurrentHashMap<>();
    NestedWorkModel.End end = Weft.with(scheduler).call(() -> perform(work, cancelledAt, sleeps));
    assertThat(sleeps).as("seed %d, cancelled at %d: %s", seed, cancelledAt, work).isEqualTo(model.sleeps);
    assertThat(end).as("seed %d, cancelled at %d: %s", seed, cancelledAt, work).isEqualTo(expected);
  }

  private static NestedWorkModel.End perform(NestedWork work, long cancelledAt, Map<Integer, Long> sleeps) throws Exception {
    Deadline clock = Deadline.in(Duration.ofNanos(NEVER));
    try (var scope = Scope.open()) {
      Fiber<NestedWorkModel.End> worker =
          scope.fork(
              () -> {
                try {
                  work.perform((number, toItsEnd) -> sleeps.put(number, toItsEnd ? now(clock) : -now(clock)));
                  return new NestedWorkModel.End(now(clock), false);
                } catch (Exception e) { // that, and when, is all that is asked
                  return new NestedWorkModel.End(now(clock), true);
                }
              });
      if (cancelledAt < NEVER) {
        scope.fork(
            () -> {
              Fiber.sleep(Duration.ofNanos(cancelledAt));
              worker.cancel();
            });
      }
      return worker.join();
    }
  }

  private static long now(Deadline clock) {
    return NEVER - clock.remaining().toNanos();
  }
}
