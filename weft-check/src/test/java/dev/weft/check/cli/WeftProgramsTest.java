package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Programs on Weft: each operation is one step, orders what the documentation says, and is reported in Weft's words.
class WeftProgramsTest {
  @TempDir
  Path directory;

  private Checked check(String strategy, String program, String... arguments) throws IOException, InterruptedException {
    String most = strategy.equals("random") ? "2000" : "20000";
    List<String> words = new ArrayList<>(
        List.of("--strategy", strategy, "--schedules", most, "--time", "4m", Checked.program("weft/" + program).toString()));
    words.addAll(List.of(arguments));
    return Checked.run(directory, words.toArray(String[]::new));
  }

  /// Who is received first is all that can differ: n senders can be received in n! orders, whatever room there is; n fibers can
  /// lock in n! orders; pairs with channels of their own cannot differ at all.
  @ParameterizedTest
  @CsvSource({"Senders,2 0,2", "Senders,3 0,6", "Senders,4 0,24", "Senders,2 1,2", "Senders,3 2,6", "Pairs,'',1", "Counted,2,2",
      "Counted,3,6", "Signalled,'',2", "HandedOver,early 0,1", "HandedOver,early 1,1"})
  void runsEachInequivalentScheduleOnce(String program, String arguments, int executions) throws Exception {
    Checked result = check("dpor", program, arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertThat(result.exit).as(result.output).isZero();
    assertThat(result.output).contains("no bug in all " + executions + " inequivalent schedules");
    assertThat(result.json).containsEntry("complete", true);
  }

  /// Strategies that draw tell schedules apart as the exhaustive one does: by the order of operations that conflict.
  @ParameterizedTest
  @CsvSource({"Senders,3 0,6", "Senders,3 2,6", "Pairs,'',1", "Counted,3,6", "HandedOver,early 0,1", "FullBuffer,'',3", "Selecting,'',3"})
  void drawsAsManyDistinctSchedules(String program, String arguments, long executions) throws Exception {
    Checked result = check("random", program, arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertThat(result.exit).as(result.output).isZero();
    assertThat(result.json).as(result.output).containsEntry("distinct", executions);
    Checked exhaustive = check("dpor", program, arguments.isEmpty() ? new String[0] : arguments.split(" "));
    assertThat(exhaustive.json).as(exhaustive.output).containsEntry("complete", true).containsEntry("distinct", executions);
  }

  @Test
  void namesTheMutexesOfACycle() throws Exception {
    Checked result = check("auto", "CrossLocks");
    assertThat(result.exit).isEqualTo(1);
    assertThat(result.kinds()).containsExactly("deadlock");
    assertThat(headline(result)).isEqualTo("deadlock: 2 threads wait for each other in a cycle");
    assertThat(result.output)
        .containsPattern("transfer-1 +holds mutex a \\(CrossLocks.java:17\\) +waits to lock mutex b, locked at CrossLocks.java:17 "
            + "\\(CrossLocks.java:18\\), held by transfer-2")
        .containsPattern("transfer-2 +holds mutex b \\(CrossLocks.java:17\\) +waits to lock mutex a, locked at CrossLocks.java:17 "
            + "\\(CrossLocks.java:18\\), held by transfer-1");
  }

  @Test
  void aJoinIsPartOfACycle() throws Exception {
    Checked result = check("auto", "JoinUnderLock");
    assertThat(result.exit).isEqualTo(1);
    assertThat(headline(result)).isEqualTo("deadlock: 2 threads wait for each other in a cycle");
    assertThat(result.output)
        .containsPattern("worker +holds nothing +waits to lock mutex state, .*, held by boss")
        .containsPattern("boss +holds mutex state \\(JoinUnderLock.java:17\\) +waits to join fiber worker.*, held by worker");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
      "KeptMutex ; (bootstrap|manage) ; lock mutex gossip, locked at KeptMutex.java:\\d+ \\(KeptMutex.java:\\d+\\) ; "
          + "\\R +(bootstrap|manage) has ended without giving it back",
      "KeptPermit ; (first|second) ; acquire 1 of semaphore slots: 0 of 1 free, 1 waiting ; ''"})
  void saysWhoHasWhatAnotherWaitsFor(String program, String fiber, String wait, String after) throws Exception {
    Checked result = check("dpor", program);
    assertThat(result.exit).isEqualTo(1);
    assertThat(result.output).containsPattern(fiber + " +holds nothing +waits to " + wait + ", held by " + fiber + after);
  }

  @Test
  void saysWaitOnce() throws Exception {
    Checked result = Checked.run(directory, Path.of("corpus/goker/Cockroach13197.java").toAbsolutePath().toString());
    assertThat(result.output).containsPattern("awaitDone +holds nothing +waits for one-shot: not set, 1 waiting");
  }

  @Test
  void namesChannelsAndTheClausesOfASelect() throws Exception {
    Checked result = check("auto", "Unreceived");
    assertThat(result.exit).isEqualTo(1);
    assertThat(result.output)
        .containsPattern("producer +.*waits to send to channel jobs: rendezvous, 1 sending \\(Unreceived.java:12\\)")
        .containsPattern("consumer +.*waits to select: receive from channel stop: .* or receive from channel news: .*"
            + "\\(Unreceived.java:14\\)");
  }

  @Test
  void aSendOrdersWhatWasBeforeItAndNothingElse() throws Exception {
    assertThat(check("auto", "HandedOver", "late", "0").kinds()).contains("data race");
    assertThat(check("auto", "HandedOver", "late", "1").kinds()).contains("data race");
    assertThat(check("auto", "TwoSends").kinds()).contains("data race");
  }

  @Test
  void whatWasDoneBeforeAnOperationIsSeenAfterWhatItLetsGoOn() throws Exception {
    Checked result = Checked.run(directory, "--schedules", "500", Checked.program("weft/Ordered").toString(), "close", "select", "room",
        "one-shot", "group", "semaphore", "scheduler", "condition", "watch", "broadcast", "callback");
    assertThat(result.exit).as(result.output).isZero();
  }

  @Test
  void aCancellationComesBeforeDuringAndAfterAnOperation() throws Exception {
    assertThat(check("auto", "CancelledSend", "wrong").kinds()).containsExactly("assertion");
    Checked right = check("dpor", "CancelledSend", "right");
    assertThat(right.exit).as(right.output).isZero();
    assertThat(right.json).containsEntry("complete", true);
  }

  @Test
  void aTimeLimitPassesWhenItIsChosenTo() throws Exception {
    assertThat(check("auto", "TimedReceive", "wrong").kinds()).containsExactly("assertion");
    Checked right = check("dpor", "TimedReceive", "right");
    assertThat(right.exit).as(right.output).isZero();
    assertThat(right.json).containsEntry("complete", true);
  }

  @ParameterizedTest
  @CsvSource({"signal,24", "signalAll,26"})
  void aSignalToNobodyIsALostWakeUp(String signal, int line) throws Exception {
    Checked result = check("auto", "LostSignal", "await", signal);
    assertThat(result.kinds()).containsExactly("lost wake-up");
    assertThat(headline(result))
        .isEqualTo("lost wake-up: waiter waits for a notification that came at LostSignal.java:" + line + ", when nobody waited");
    assertThat(check("auto", "LostSignal", "awaitUntil", signal).kinds()).containsExactly("deadlock");
  }

  @Test
  void aSchedulerOfWeftsOwnIsRefusedWithTheReason() throws Exception {
    Checked result = check("auto", "OwnScheduler");
    assertThat(result.kinds()).containsExactly("exception");
    assertThat((String) headline(result)).contains("the scheduler work-stealing cannot run fibers in this JVM: ")
        .contains("which `weft check` sets, leaves fibers to the JDK's; use Schedulers.standard() or jdk() there");
  }

  @Test
  void whatAFiberThrowsIsTheBugNotItsWrapper() throws Exception {
    Checked result = check("auto", "FailedFiber");
    assertThat(result.kinds()).containsExactly("assertion");
    assertThat((String) headline(result)).startsWith("java.lang.AssertionError: 7 in fiber worker (");
  }

  @Test
  void aReferenceToAnInheritedMethodIsACall() throws Exception {
    Checked result = check("dpor", "ClosedByReference");
    assertThat(result.exit).as(result.output).isZero();
    assertThat(result.json).containsEntry("complete", true);
  }

  private static Object headline(Checked result) {
    return ((Map<?, ?>) ((List<?>) result.json.get("bugs")).getFirst()).get("headline");
  }
}
