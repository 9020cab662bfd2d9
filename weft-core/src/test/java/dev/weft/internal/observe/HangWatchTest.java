package dev.weft.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.observe.FiberTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Nothing runs on any scheduler, by a clock of the test's own.
class HangWatchTest {
  private static final long QUIET = 4_000_000_000L;

  private final List<FiberTable> shown = new ArrayList<>();
  private long now = 1_000_000;
  private final HangWatch watch = new HangWatch(QUIET, () -> now, shown::add);

  private void lookAfter(long time) {
    now += time;
    watch.getAsLong();
  }

  private void lookTimes(int looks) {
    for (int i = 0; i < looks; i++) {
      lookAfter(QUIET / 4);
    }
  }

  @Test
  void showsTheTableOnce() {
    lookTimes(4);
    assertThat(shown).as("before the time has passed").isEmpty();
    lookTimes(20);
    assertThat(shown).hasSize(1);
  }

  @Test
  void aTimeInWhichTheProcessWasStoppedDoesNotCount() {
    lookTimes(2);
    lookAfter(10 * QUIET);
    lookTimes(2);
    assertThat(shown).as("too early").isEmpty();
    lookTimes(1);
    assertThat(shown).hasSize(1);
  }
}
