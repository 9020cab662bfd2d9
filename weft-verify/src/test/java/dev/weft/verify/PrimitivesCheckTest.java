package dev.weft.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No schedule of the drivers goes wrong; and the checker sees enough to know, for every mistake is found.
class PrimitivesCheckTest {
  /// Enough for those that can be explored completely, and for some thousand schedules of the others.
  private static final String TIME = System.getProperty("check.time", "2s");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Driver.class)
  void noScheduleGoesWrong(Driver driver) throws Exception {
    Explored explored = Explored.of(driver, Path.of(""), driver.complete ? "dpor" : "auto", driver.complete ? "60s" : TIME, directory);
    assertThat(explored.exit()).as(explored.output()).isZero();
    if (driver.complete) {
      assertThat(explored.complete()).as(explored.output()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Mutant.class)
  void everyMistakeIsFound(Mutant mutant) throws Exception {
    Path classes = mutant.compile(directory);
    Explored explored = Explored.of(mutant.driver, classes, "auto", "60s", directory);
    assertThat(explored.exit()).as(explored.output()).isEqualTo(1);
  }
}
