package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Optimistic reads race only if nobody looks whether they were allowed.
class OptimisticTest {
  @TempDir
  Path directory;

  /// Schedules end while the reader, a daemon, has yet to look.
  @ParameterizedTest
  @ValueSource(strings = {"dpor", "auto", "random"})
  void whoIsCutOffMightHaveLooked(String strategy) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--strategy", strategy, "--schedules", "2000", Checked.program("Optimistic").toString(), "looks");
    assertThat(run.json).as(run.output).containsEntry("verdict", "clean");
  }

  /// The second lock's reads begin before the first one's are over.
  @Test
  void sectionsOfTwoLocksOverlap() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--schedules", "2000", Checked.program("Optimistic").toString(), "both");
    assertThat(run.json).as(run.output).containsEntry("verdict", "clean");
  }

  @Test
  void whoNeverLooksRaces() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("Optimistic").toString(), "looksNot");
    assertThat(run.kinds()).as(run.output).containsExactly("data race");
    assertThat(run.output).contains("data race on Optimistic.x");
  }
}
