package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a livelock of timed waits is said to wait for.
class LivelocksTest {
  @TempDir
  Path directory;

  @ParameterizedTest
  @CsvSource({"alone, true", "notified, false"})
  void aTimedWaitThatIsRepeatedForEver(String how, boolean unheard) throws IOException, InterruptedException {
    Checked found = Checked.run(directory, Checked.program("TimedWaits").toString(), how);
    assertThat(found.kinds()).as(found.output).containsExactly("livelock");
    assertThat(found.output.contains("waits again each time; no other thread notifies it any more")).as(found.output).isEqualTo(unheard);
    assertThat(found.output).doesNotContain("it is written at");
  }
}
