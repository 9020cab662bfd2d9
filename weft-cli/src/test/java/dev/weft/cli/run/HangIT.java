package dev.weft.cli.run;

import static dev.weft.cli.run.Child.weftRun;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs that do nothing any more, under `weft run`.
class HangIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "event-loop", "per-core", "jdk"})
  void aDeadlockOfPlainJavaIsExplainedAndExitCode3(String scheduler) throws Exception {
    Child child = weftRun("--scheduler", scheduler, "Deadlock.java").run();
    assertThat(child.exit()).isEqualTo(3);
    assertThat(child.err()).contains("deadlock", "held by one", "held by two");
    assertThat(child.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "jdk"})
  void virtualThreadsThatAreLeftBehindEndWithMain(String scheduler) throws Exception {
    Child child = weftRun("--scheduler", scheduler, "Leaves.java").run();
    assertThat(child).isEqualTo(new Child(0, "main ends" + System.lineSeparator(), ""));
  }

  @Test
  void theTableIsShownWhenAskedForAfterAQuietTime() throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = weftRun("--dump-on-hang", "500ms", "Hooked.java").start(out, err);
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!Files.readString(err).contains("main")) {
        assertThat(process.isAlive()).isTrue();
        assertThat(System.nanoTime()).as("waiting for the table").isLessThan(end);
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }
}
