package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The reduction leaves no result out: what conflicts among Weft's operations is tried in both orders.
class WeftOutcomesTest {
  @TempDir
  Path directory;

  /// The results are those that the documentation allows; see the program.
  @ParameterizedTest
  @CsvSource({"order,5 7", "attempt,3 4", "selects,5 7", "close,1 3", "tryLock,1 3 4", "permits,0 1 2", "look,0 1 4",
      "cancelReceive,1 3", "cancelLock,1 4", "limit,2 4", "failures,3 6", "fair,5 7"})
  void everyResultIsReached(String scenario, String results) throws IOException, InterruptedException {
    Checked result = Checked.run(directory, "--keep-going", "--strategy", "dpor", "--time", "4m",
        Checked.program("weft/Outcomes").toString(), scenario);
    assertThat(result.exit).as(result.output).isEqualTo(1);
    List<String> found = ((List<?>) result.json.get("bugs")).stream()
        .map(bug -> String.valueOf(((Map<?, ?>) bug).get("headline")).replaceAll(".*result (\\d).*", "$1")).toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(Arrays.asList(results.split(" ")));
  }
}
