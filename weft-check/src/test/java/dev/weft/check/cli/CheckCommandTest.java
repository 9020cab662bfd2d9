package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The command on whole programs: verdicts, exit codes, replay, reports.
class CheckCommandTest {
  @TempDir
  Path directory;

  @ParameterizedTest
  @CsvSource({"Counter, assertion", "Transfer, deadlock", "LockOrder, deadlock", "LostNotify, lost wake-up",
      "Spinning, livelock"})
  void findsTheBugAndReplaysIt(String program, String kind) throws IOException, InterruptedException {
    String source = Checked.program(program).toString();
    Checked found = Checked.run(directory, "--time", "20s", source);
    assertThat(found.exit).as(found.output).isEqualTo(1);
    assertThat(found.kinds()).contains(kind);
    assertThat(found.output).contains("replay: weft check --replay " + program + "-1.weft " + source);
    Checked again = Checked.run(directory, "--replay", program + "-1.weft", source);
    assertThat(again.exit).isEqualTo(1);
    assertThat(again.kinds()).contains(kind);
    assertThat(again.output).contains("the replay went exactly as recorded");
  }

  @Test
  void replaysAsOftenAsAskedForAndCounts() throws IOException, InterruptedException {
    String source = Checked.program("Transfer").toString();
    Checked.run(directory, source);
    Checked again = Checked.run(directory, "--replay", "Transfer-1.weft", "--repeat", "100", source);
    assertThat(again.json).containsEntry("schedules", 100L).containsEntry("exact", 100L);
    assertThat(again.output).contains("all 100 replays went exactly as recorded");
    assertThat(Checked.run(directory, "--repeat", "100", source).exit).isEqualTo(2);
  }

  /// A schedule of one program does not fit another: that is said, and no replay is called exact.
  @Test
  void doesNotCallTheReplayOfAnotherProgramExact() throws IOException, InterruptedException {
    Checked.run(directory, Checked.program("Transfer").toString());
    Checked other = Checked.run(directory, "--replay", "Transfer-1.weft", "--repeat", "3",
        Checked.program("LockOrder").toString());
    assertThat(other.json).containsEntry("exact", 0L);
    assertThat(other.output).contains("all 3 replays went differently than recorded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Wait", "Clinit", "Sync", "Callbacks", "Pools", "Peterson"})
  void saysNothingAgainstACorrectProgram(String program) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "2s", Checked.program(program).toString());
    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.json).containsEntry("verdict", "clean");
    assertThat(run.output).doesNotContain("went differently");
  }

  /// The numbers follow from the definition of equivalence, by counting on paper.
  @ParameterizedTest
  @CsvSource({"Monitors, 3, 6", "Monitors, 4, 24", "Reentrant, 3, 6", "ReadWrite, 2, 4", "ReadWrite, 3, 36"})
  void exploresEachInequivalentScheduleOfASmallProgram(String program, String threads, int number)
      throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--strategy", "dpor", "--time", "30s", Checked.program(program).toString(), threads);
    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.json).containsEntry("complete", true);
    assertThat(run.output).contains("no bug in all " + number + " inequivalent schedules");
  }

  @Test
  void keepsSilentAboutAnAllowedRaceButFindsItsHarm() throws IOException, InterruptedException {
    String classes = Path.of("target/classes").toAbsolutePath().toString();
    String source = Checked.program("Allowed").toString();
    assertThat(Checked.run(directory, "-cp", classes, source).json).containsEntry("verdict", "clean");
    assertThat(Checked.run(directory, "-cp", classes, source, "strict").kinds()).containsExactly("assertion");
  }

  @Test
  void namesHoldersAndWaitersOfADeadlock() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("Transfer").toString());
    assertThat(run.output).containsPattern(
        "transfer-1 +holds account-A \\(Transfer.java:10\\) +waits for account-B \\(Transfer.java:11\\), held by transfer-2");
  }

  @Test
  void writesPagesThatStandAlone() throws IOException, InterruptedException {
    Checked.run(directory, "--report", "page.html", "--sarif", "log.sarif", Checked.program("Counter").toString());
    String page = Files.readString(directory.resolve("page.html"));
    assertThat(page).contains("<svg", "data race on Counter.count", "Thread-0").doesNotContain("http");
    assertThat(Files.readString(directory.resolve("log.sarif"))).contains("\"ruleId\": \"data-race\"", "Counter.java");
  }

  @Test
  void tellsUsageErrorsFromBugs() throws IOException, InterruptedException {
    Checked missing = Checked.run(directory, "Missing.java");
    assertThat(missing.exit).isEqualTo(2);
    assertThat(missing.output).contains("there is no file Missing.java");
    assertThat(Checked.run(directory, "--strategy", "clever", Checked.program("Counter").toString()).exit).isEqualTo(2);
    assertThat(Checked.run(directory, "--jvm", "-XX:NoSuchFlag", Checked.program("Counter").toString()).exit).isEqualTo(3);
  }
}
