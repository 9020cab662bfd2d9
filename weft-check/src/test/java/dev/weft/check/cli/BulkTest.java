package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Accesses that the JDK makes for the program (whole arrays, reflection) are the program's; a cleaner's thread is nobody's.
class BulkTest {
  private static final String SOURCE = Checked.program("Bulk").toString();

  @TempDir
  Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"copy", "clone", "fill", "element", "field", "set"})
  void theyRace(String how) throws IOException, InterruptedException {
    Checked found = Checked.run(directory, SOURCE, how);
    assertThat(found.kinds()).as(found.output).contains("data race");
    Checked again = Checked.run(directory, "--replay", "Bulk-1.weft", "--repeat", "20", SOURCE, how);
    assertThat(again.json).as(again.output).containsEntry("exact", 20L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"locked", "halves", "counted", "published", "cleaned", "set after", "failing", "constants"})
  void theyDoNotRaceWhereSomethingOrdersThem(String how) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "3s", SOURCE, how);
    assertThat(run.json).as(run.output).containsEntry("verdict", "clean");
  }
}
