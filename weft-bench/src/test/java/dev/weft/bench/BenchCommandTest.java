package dev.weft.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int bench(String... args) {
    return BenchCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Test
  void anUnknownSuiteIsOneClearLineAndExitCode2() {
    assertThat(bench("sprint")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).startsWith("There is no suite \"sprint\". There are: yield,").hasLineCount(1);
  }

  @Test
  void anUnknownSystemOrBaseIsExitCode2() {
    assertThat(bench("--peers", "ruby")).isEqualTo(2);
    assertThat(bench("--against", "ruby")).isEqualTo(2);
    assertThat(bench("--runs", "0")).isEqualTo(2);
    assertThat(bench("--no-such-option")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no system \"ruby\"").contains("at least one round");
  }

  @Test
  void aQuickRunMeasuresAndWritesItsReports(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("results.json");
    Path html = folder.resolve("results.html");

    int code =
        bench(
            "ping-pong", "parked", "--quick", "--peers", "jdk:default", "--against", "jdk",
            "--json", json.toString(), "--html", html.toString());

    assertThat(code).as(err.toString()).isZero();
    assertThat(out.toString()).contains("ping-pong: ns per hand-off").contains("jdk:default").contains("1.00");
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    assertThat(root.at("/machine/cores").asInt()).isPositive();
    assertThat(root.at("/machine/quick").asBoolean()).isTrue();
    assertThat(root.at("/results/0/suite").asText()).isEqualTo("ping-pong");
    assertThat(root.at("/results/0/system").asText()).isEqualTo("jdk");
    assertThat(root.at("/results/0/median").asDouble()).isGreaterThan(10);
    assertThat(root.at("/results")).extracting(r -> r.get("suite").asText()).contains("parked", "parked-peak");
    assertThat(Files.readString(html)).contains("<svg").contains("jdk:default").doesNotContain("<script", "http://", "https://");
  }

  @Test
  void aReportThatCannotBeWrittenIsSaid(@TempDir Path folder) {
    assertThat(bench("yield", "--quick", "--peers", "jdk:single", "--json", folder.resolve("no/such/file").toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("could not be written");
    assertThat(out.toString()).as("nothing is measured for nothing").isEmpty();
  }

  @Test
  void aReportDoesNotReplaceAFolder(@TempDir Path folder) {
    assertThat(bench("yield", "--quick", "--peers", "jdk:single", "--html", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).contains(folder + " could not be written: it is a folder");
    assertThat(out.toString()).as("nothing is measured for nothing").isEmpty();
  }
}
