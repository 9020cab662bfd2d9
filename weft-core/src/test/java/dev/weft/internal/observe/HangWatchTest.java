package dev.weft.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scope;
import dev.weft.Weft;
import dev.weft.observe.FiberTable;
import dev.weft.schedule.Scheduler;
import dev.weft.schedule.Schedulers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Nothing runs on any scheduler, by a clock of the test's own.
class HangWatchTest {
  private static final long QUIET = 4_000_000_000L;

  private final List<FiberTable> shown = new ArrayList<>();
  private long now = 1_000_000;
  private boolean starting;
  private final HangWatch watch = new HangWatch(QUIET, () -> now, () -> starting, shown::add);

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
  void whatHasNotBegunDoesNotHang() {
    starting = true;
    lookTimes(20);
    assertThat(shown).isEmpty();
    starting = false;
    lookTimes(3);
    assertThat(shown).as("before the time has passed").isEmpty();
    lookTimes(1);
    assertThat(shown).hasSize(1);
  }

  /// What runs while a table is taken, such as a fiber that tells what it waits for, ends no hang.
  @Test
  void whatRunsMeanwhileMakesAnotherLookNecessary() {
    List<Runnable> meanwhile = new ArrayList<>(List.of(HangWatchTest::runSomething));
    var busy = new HangWatch(QUIET, () -> now, () -> false, table -> {
      shown.add(table);
      meanwhile.forEach(Runnable::run);
      meanwhile.clear();
    });
    for (int i = 0; i < 30; i++) {
      now += QUIET / 4;
      busy.getAsLong();
    }
    assertThat(shown).as("the same is shown once").hasSize(1);
  }

  @Test
  void anActionThatThrowsIsCalledTheNextTimeToo() {
    var calls = new AtomicInteger();
    var broken = new HangWatch(QUIET, () -> now, () -> false, _ -> {
      calls.incrementAndGet();
      throw new IllegalStateException("thrown by a test: by an action");
    });
    for (int hang = 1; hang <= 2; hang++) {
      for (int i = 0; i < 8; i++) {
        now += QUIET / 4;
        broken.getAsLong();
      }
      assertThat(calls).hasValue(hang);
      runSomething();
    }
  }

  private static void runSomething() {
    try (var scope = Scope.open()) {
      scope.fork(() -> {});
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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

  /// Nobody counts its turns there.
  @Test
  void whoComputesOnTheSchedulerOfTheJdkIsNoHang() throws Exception {
    try (Scheduler jdk = Schedulers.jdk()) {
      Weft.with(jdk).run(() -> lookTimes(20));
    }
    assertThat(shown).isEmpty();
  }
}
