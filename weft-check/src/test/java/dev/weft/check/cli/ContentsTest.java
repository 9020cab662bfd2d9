package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which calls on collections that are not thread-safe race with each other.
class ContentsTest {
  @TempDir
  Path directory;

  @Test
  void readersDoNotRace() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "2s", Checked.program("SharedReads").toString());
    assertThat(run.exit).as(run.output).isZero();
  }

  @Test
  void getIsAWriteInAMapInTheOrderOfAccess() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("RecentlyUsed").toString());
    assertThat(run.kinds()).as(run.output).containsExactly("data race");
    assertThat(run.output).contains("main writes at RecentlyUsed.java:13", "other writes at RecentlyUsed.java:11");
  }
}
