package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pipes of java.io wait by monitors with time limits, which are the checker's own.
class PipesTest {
  @TempDir
  Path directory;

  @Test
  void whatIsSentArrives() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--schedules", "3000", Checked.program("Pipes").toString(), "closed");
    assertThat(run.json).as(run.output).containsEntry("verdict", "clean");
    assertThat(run.output).doesNotContain("for no reason", "went differently");
  }

  /// It looks every second whether its writer is still there, and the writer waits for it.
  @Test
  void aReaderLeftAloneWaitsForEver() throws IOException, InterruptedException {
    String source = Checked.program("Pipes").toString();
    Checked run = Checked.run(directory, source, "open");
    assertThat(run.kinds()).as(run.output).containsExactly("livelock");
    assertThat(run.output).contains("Thread-0", "PipedInputStream.java:").doesNotContain("no code that was loaded writes it");
    Checked again = Checked.run(directory, "--replay", "Pipes-1.weft", "--repeat", "3", source, "open");
    assertThat(again.json).as(again.output).containsEntry("exact", 3L);
  }
}
