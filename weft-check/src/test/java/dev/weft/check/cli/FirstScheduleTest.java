package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first schedule differs from all others: classes are loaded in it.
class FirstScheduleTest {
  @TempDir
  Path directory;

  /// The schedule that only shows whether the first one repeats is not counted; what it shows must not count as known.
  @Test
  void aRaceThatItHidesIsFoundLater() throws IOException, InterruptedException {
    Checked found = Checked.run(directory, Checked.program("MaskedAtFirst").toString());
    assertThat(found.kinds()).as(found.output).containsExactly("data race");
  }

  /// However slow the machine: loading Weft takes longer than the budget.
  @Test
  void leavesTheBudgetToTheOthers() throws IOException, InterruptedException {
    Checked clean = Checked.run(directory, "--time", "50ms", Checked.program("weft/Pairs").toString());
    assertThat((long) clean.json.get("schedules")).as(clean.output).isGreaterThan(1);
  }
}
