package dev.weft.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The whole command, in child processes, with [FakeCheck] in the place of `weft check`.
class CheckBenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void aRightCheckerGetsZeroAndItsReplaysAreCounted() throws IOException {
    corpus(entry("Racy", "bug", "data race"), entry("Sound", "clean", ""));
    assertThat(run("--replays", "5")).isZero();
    assertThat(out.toString())
        .contains("Racy   bug    found: data race, #7")
        .contains("replays 5/5")
        .contains("Sound  clean  quiet, 40 (all), 80/s")
        .containsPattern("weft check +2 +1/1 +7 +[0-9]+ +80 +0/1 +5/5 +- +0");
  }

  @Test
  void aMissAFalseReportAndACrashAreCountedAndCostTheExitCode() throws IOException {
    corpus(entry("Hidden", "bug", "deadlock"), entry("Accused", "clean", ""), entry("Crashing", "clean", ""));
    Path report = folder.resolve("report.json");
    assertThat(run("--json", report.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("MISSED", "FALSE REPORT: data race", "FAILED", "no such thing");
    JsonNode totals = new ObjectMapper().readTree(report.toFile()).path("totals").path(0);
    assertThat(totals.path("found").asInt()).isZero();
    assertThat(totals.path("falseReports").asInt()).isEqualTo(1);
    assertThat(totals.path("failed").asInt()).isEqualTo(1);
  }

  @Test
  void aReplayThatDoesNotGoAsRecordedIsNoReplay() throws IOException {
    corpus(entry("Drifting", "bug", "data race"));
    assertThat(run("--replays", "2")).isEqualTo(1);
    assertThat(out.toString()).contains("replays 0/2");
  }

  @Test
  void aBugUnderAnotherKindIsFoundButSaidSo() throws IOException {
    corpus(entry("Racy", "bug", "deadlock"));
    assertThat(run("--replays", "0")).isEqualTo(1);
    assertThat(out.toString()).contains("other kind: data race", "1 of the found under a kind");
  }

  @Test
  void theVirtualVariantIsACaseOfItsOwn() throws IOException {
    corpus(entry("Sound", "clean", ""));
    assertThat(run("--virtual")).isZero();
    assertThat(out.toString()).contains("Sound  ", "Sound (virtual)");
  }

  @Test
  void executionsAreCountedAndAWrongNumberCostsTheExitCode() throws IOException {
    corpus(entry("Sound", "clean", "").replace("}", ", \"executions\": 6}"));
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("executions 6").containsPattern("weft check .* 1/1 +0\n");
    corpus(entry("Sound", "clean", "").replace("}", ", \"executions\": 7}"));
    assertThat(run()).isEqualTo(1);
    assertThat(out.toString()).contains("executions 6, NOT 7");
  }

  @Test
  void aSuiteIsAPartOfTheCorpus() throws IOException {
    corpus(entry("Sound", "clean", ""), entry("Racy", "bug", "data race").replace("}", ", \"suite\": \"old\"}"));
    assertThat(run("--suite", "old", "--replays", "0")).isZero();
    assertThat(out.toString()).contains("Racy").doesNotContain("Sound");
    assertThat(run("--suite", "new")).isEqualTo(2);
  }

  @Test
  void mistakesAreOneLineAndExitCodeTwo() throws IOException {
    corpus(entry("Sound", "clean", ""));
    assertThat(run("NoSuchCase")).isEqualTo(2);
    assertThat(err.toString()).startsWith("No case of ").contains("NoSuchCase");
    assertThat(run("--time", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("--time soon: a time is a number and ms, s or m");
  }

  private int run(String... more) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--corpus", folder.toString(), "--no-lincheck", "--weft",
                String.join(" ", java, "-cp", System.getProperty("java.class.path"), FakeCheck.class.getName())));
    arguments.addAll(List.of(more));
    return new CommandLine(new CheckBenchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  private void corpus(String... entries) throws IOException {
    Files.writeString(folder.resolve("index.json"), "[" + String.join(",", entries) + "]");
  }

  private String entry(String name, String verdict, String kind) throws IOException {
    Files.writeString(folder.resolve(name + ".java"), "void main() {}");
    return """
        {"name": "%1$s", "file": "%1$s.java", "main": "%1$s", "args": [], "virtualArgs": ["--virtual"],
         "verdict": "%2$s", "kinds": [%3$s], "about": "for a test"}"""
        .formatted(name, verdict, kind.isEmpty() ? "" : "\"" + kind + "\"");
  }
}
