package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reports call things by what they are, and show who must act and cannot.
class NamesTest {
  @TempDir
  Path directory;

  @Test
  void aReceiverIsNotCalledByItsArguments() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("Arguments").toString());
    assertThat(run.kinds()).as(run.output).containsExactly("deadlock");
    assertThat(run.output).contains("calls BlockingQueue.offer()  :18", "calls Arguments.queue.offer()  :19")
        .doesNotContain("WORD", "TimeUnit");
  }

  @Test
  void aThreadIsStartedWhereItsBuilderIsToldTo() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("Built").toString());
    assertThat(run.kinds()).as(run.output).containsExactly("data race");
    assertThat(run.output).containsPattern("first \\w+ at Built.java:16, holding no lock, started at Built.java:8\\R")
        .containsPattern("second \\w+ at Built.java:16, holding no lock, started at Built.java:10\\R");
  }

  @Test
  void locksInAnArrayAreToldApart() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("Arguments").toString());
    assertThat(run.output).containsPattern("main +holds Arguments.FORKS#(\\d) .* waits for Arguments.FORKS#(?!\\1)\\d .*, held by other")
        .containsPattern("other +holds Arguments.FORKS#(\\d) .* waits for Arguments.FORKS#(?!\\1)\\d .*, held by main");
  }

  @Test
  void workersForWhichOthersWaitAreShown() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("WorkersStuck").toString());
    assertThat(run.kinds()).as(run.output).containsExactly("deadlock");
    assertThat(run.output).containsPattern("main +holds nothing +waits for invoke\\(\\) of ForkJoinPool#1 \\(WorkersStuck.java:30\\)")
        .containsPattern("worker-1 +holds WorkersStuck.LOCK \\(WorkersStuck.java:13\\) +waits for Child#1")
        .containsPattern("worker-2 +holds nothing +waits for WorkersStuck.LOCK .*, held by ForkJoinPool-\\d+-worker-1");
  }

  @Test
  void aTerminalObeysNoNameAndNoMessage() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("Painted").toString());
    assertThat(run.kinds()).as(run.output).contains("exception", "data race");
    assertThat(run.output).contains("oth\\u001b[2Jer\\nmain", "red \\u001b[31m alert")
        .doesNotContain("\u001b");
  }
}
