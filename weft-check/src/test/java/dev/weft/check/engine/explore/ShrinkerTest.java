package dev.weft.check.engine.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.check.engine.strategy.Schedule;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  @Test
  void leavesOnlyTheSwitchesThatTheFailureNeeds() {
    int[] segments = new int[80];
    for (int i = 0; i < 40; i++) {
      segments[2 * i] = i % 4;
      segments[2 * i + 1] = i;
    }
    Shrinker shrinker = new Shrinker(schedule -> has(schedule, 2, 10) && has(schedule, 3, 31), () -> 0);
    Schedule small = shrinker.shrink(new Schedule(segments, new int[0], 0, 20_000, 0));
    assertThat(small.length()).isEqualTo(3);
    assertThat(has(small, 2, 10) && has(small, 3, 31)).isTrue();
  }

  @Test
  void keepsAScheduleOfWhichNothingCanGo() {
    Schedule schedule = new Schedule(new int[] {0, 3, 1, 2, 0, -1}, new int[0], 0, 20_000, 0);
    assertThat(new Shrinker(schedule::equals, () -> 0).shrink(schedule)).isEqualTo(schedule);
  }

  private static boolean has(Schedule schedule, int task, int until) {
    for (int i = 0; i < schedule.length(); i++) {
      if (schedule.task(i) == task && schedule.until(i) == until) {
        return true;
      }
    }
    return false;
  }
}
