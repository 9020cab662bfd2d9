package dev.weft.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir Path folder;

  @Test
  void aReportReplacesAnEarlierOneAndLeavesNothingBeside() throws IOException {
    Path report = folder.resolve("report.json");
    ReportFile.write(report, "first");
    ReportFile.write(report, "second");
    assertThat(report).hasContent("second");
    assertThat(folder).isDirectoryContaining(file -> file.equals(report)).isDirectoryNotContaining(file -> !file.equals(report));
  }

  @Test
  void anEarlierReportOutlivesOneThatCannotBeWritten() throws IOException {
    Path report = folder.resolve("report.json");
    ReportFile.write(report, "first");
    Files.createDirectories(folder.resolve("report.json.part/in the way"));
    assertThatThrownBy(() -> ReportFile.write(report, "second")).isInstanceOf(IOException.class);
    assertThat(report).hasContent("first");
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path report = Files.writeString(folder.resolve("report.json"), "first");
    Path link = Files.createSymbolicLink(folder.resolve("latest.json"), report);
    ReportFile.write(link, "second");
    assertThat(link).isSymbolicLink();
    assertThat(report).hasContent("second");
  }

  @Test
  @Timeout(60)
  void aPipeIsWrittenAtOnce() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    var reader = new FutureTask<>(() -> Files.readString(pipe));
    Thread.ofPlatform().daemon().start(reader);
    ReportFile.write(pipe, "all of it");
    assertThat(reader.get()).isEqualTo("all of it");
    assertThat(Files.isRegularFile(pipe)).as("a file has taken the pipe's place").isFalse();
  }

  @Test
  void aReportNeedsAFolderAndMayNotBeOne() {
    assertThat(ReportFile.obstacle(folder.resolve("report.json"))).isEmpty();
    assertThat(ReportFile.obstacle(Path.of("/dev/stdout"))).isEmpty();
    assertThat(ReportFile.obstacle(folder).orElseThrow()).contains("it is a folder");
    assertThat(ReportFile.obstacle(folder.resolve("none/report.json")).orElseThrow()).contains("no folder " + folder.resolve("none"));
  }
}
