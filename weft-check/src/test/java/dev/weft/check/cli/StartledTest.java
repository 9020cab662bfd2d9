package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Waits that end for no reason are found, replayed as they were, and brought in only where the bug needs them.
class StartledTest {
  private static final String SOURCE = Checked.program("Startled").toString();
  private static final String WAKES = "wakes up for no reason";

  @TempDir
  Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"park", "wait"})
  void aBugThatNeedsOneIsReplayed(String how) throws IOException, InterruptedException {
    Checked found = Checked.run(directory, SOURCE, how);
    assertThat(found.kinds()).as(found.output).containsExactly("assertion");
    assertThat(found.output).contains(WAKES, "hint: Thread-0 woke up for no reason");
    for (String backend : new String[] {"continuations", "platform"}) {
      Checked again = Checked.run(directory, "--replay", "Startled-1.weft", "--repeat", "20", "--backend", backend, SOURCE, how);
      assertThat(again.json).as(again.output).containsEntry("exact", 20L);
      assertThat(again.kinds()).containsExactly("assertion");
      assertThat(again.output).contains("all 20 replays went exactly as recorded", WAKES);
    }
  }

  @Test
  void itIsToldOnceHoweverOftenTheThreadGoesOn() throws IOException, InterruptedException {
    Checked found = Checked.run(directory, SOURCE, "switched");
    assertThat(found.output).containsOnlyOnce(WAKES);
  }

  /// The shrinker drops the stretch that notifies; what then goes on must not be a wait that ends for no reason.
  @ParameterizedTest
  @ValueSource(strings = {"dpor", "auto"})
  void aBugThatNeedsNoneIsShownWithoutOne(String strategy) throws IOException, InterruptedException {
    Checked found = Checked.run(directory, "--strategy", strategy, SOURCE, "consume");
    assertThat(found.kinds()).as(found.output).containsExactly("assertion");
    assertThat(found.output).contains("took what was not there").doesNotContain("for no reason");
    Checked again = Checked.run(directory, "--replay", "Startled-1.weft", "--repeat", "20", SOURCE, "consume");
    assertThat(again.json).as(again.output).containsEntry("exact", 20L);
  }

  @Test
  void aDeadlockThatOnlySuchAWakeUpWouldEndIsOne() throws IOException, InterruptedException {
    Checked found = Checked.run(directory, SOURCE, "forgotten");
    assertThat(found.kinds()).as(found.output).containsExactly("deadlock");
    assertThat(found.output).contains("Thread-0").doesNotContain(WAKES);
  }

  @Test
  void waitsInsideTheLibraryDoNotEndSo() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, SOURCE, "library");
    assertThat(run.json).as(run.output).containsEntry("verdict", "clean");
    assertThat(run.output).doesNotContain("for no reason");
  }

  @Test
  void whereEachScheduleHasItsOwnJvmTheReportSaysThatNoneDid() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--isolation", "jvm", "--schedules", "2", SOURCE, "looped");
    assertThat(run.json).as(run.output).containsEntry("verdict", "clean");
    assertThat(run.output).contains("wait() or park() may return for no reason: that was not explored");
  }

  @Test
  void whichSchedulesOfEarlierJvmsDidIsKnown() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--isolation", "jvm", "--schedules", "10", "--time", "4m", SOURCE, "looped");
    assertThat(run.json).as(run.output).containsEntry("verdict", "clean");
    assertThat(run.output).contains("wait() or park() may return for no reason: in 1 of the schedules they did");
  }
}
