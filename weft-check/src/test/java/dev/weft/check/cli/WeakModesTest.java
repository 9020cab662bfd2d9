package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Only sequentially consistent executions are explored: a clean verdict on a program that uses weaker modes says so.
class WeakModesTest {
  @TempDir
  Path directory;

  @ParameterizedTest
  @CsvSource({"acquire, 12, getAcquire", "opaque, 17, getOpaque", "lazy, 22, lazySet", "plain, 27, getPlain"})
  void aCleanVerdictNamesThem(String how, String line, String mode) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "4m", "--report", "page.html", Checked.program("Weak").toString(), how);
    assertThat(run.json).as(run.output).containsEntry("verdict", "clean").containsEntry("complete", true);
    String use = mode + " at Weak.java:" + line;
    String remark = ": only sequentially consistent executions were explored, and Java allows others";
    assertThat(run.output).contains("inequivalent, sequentially consistent schedules", "note: this program uses " + use, remark);
    assertThat(run.json.get("weakModes")).asInstanceOf(LIST).contains(Map.of("mode", mode, "place", "Weak.java:" + line));
    assertThat(run.json.get("notes").toString()).contains(use, remark);
    assertThat(directory.resolve("page.html")).content().contains(use, remark);
  }

  /// One schedule in each JVM, and only one of them meets the access.
  @Test
  void whatAnEarlierJvmMetCountsToo() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--isolation", "jvm", "--time", "4m", "--schedules", "6", Checked.program("Weak").toString(),
        "acquire");
    assertThat(run.output).contains("note: this program uses getAcquire at Weak.java:12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"getPlain", "getOpaque", "setPlain", "setOpaque", "compareAndSet", "reference", "flag", "cell"})
  void bothOrdersAreExplored(String how) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--strategy", "dpor", Checked.program("WeakAtomics").toString(), how);
    assertThat(run.json).as(run.output).containsEntry("complete", true).containsEntry("distinct", 2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"volatile", "unused"})
  void othersAreNotBothered(String how) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("Weak").toString(), how);
    assertThat(run.output).contains("inequivalent schedules").doesNotContain("sequentially");
    assertThat((List<?>) run.json.get("weakModes")).isEmpty();
  }
}
