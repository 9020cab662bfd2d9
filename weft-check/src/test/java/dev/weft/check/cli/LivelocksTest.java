package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a livelock of timed waits is said to wait for, and what is none.
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

  @ParameterizedTest
  @CsvSource({"virtual, 0", "platform, 1"})
  void aThreadThatGoesOnWhenTheProgramHasEnded(String kind, int exit) throws IOException, InterruptedException {
    Checked found = Checked.run(directory, "--time", "2s", Checked.program("Heartbeat").toString(), kind);
    assertThat(found.exit).as(found.output).isEqualTo(exit);
    assertThat(found.kinds()).as(found.output).isEqualTo(exit == 0 ? List.of() : List.of("livelock"));
  }
}
