package dev.weft.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import programs.Crowded;
import programs.Patient;
import programs.Stuck;

/// Programs in JVMs of their own: those that can never go on are ended with a report, all others are left alone.
@Timeout(60)
class DeadlockWatchTest {
  private static ChildJvm.Ended run(Class<?> program, String... arguments) throws Exception {
    try (var child = ChildJvm.start(program, arguments)) {
      return child.end();
    }
  }

  private static String reportOf(String program, String scheduler) throws Exception {
    ChildJvm.Ended ended = run(Stuck.class, program, scheduler);
    assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(DeadlockWatch.EXIT_CODE);
    assertThat(ended.output()).isEmpty();
    assertThat(ended.errors()).startsWith("weft: deadlock: everything is asleep and nothing can wake it: ");
    return ended.errors();
  }

  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "event-loop", "per-core", "kernel", "jdk"})
  void aChannelThatNobodySendsInto(String scheduler) throws Exception {
    assertThat(reportOf("channel", scheduler))
        .contains("6 fibers, 1 thread")
        .contains("5 fibers (forked at Stuck.java:")
        .contains(": worker 0, worker 1, worker 2 and 2 like them")
        .containsPattern("worker 0 (has waited for [0-9.]+ m?s|waits) to receive from channel orders: rendezvous, 5 receiving")
        .contains("at programs.Stuck.lambda$channel$")
        .contains("fiber main (forked at Stuck.java:")
        .doesNotContain("cycle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "kernel", "jdk"})
  void aTimeOutThatDidNotComeIsNoHope(String scheduler) throws Exception {
    assertThat(reportOf("cancelled-timer", scheduler)).containsPattern("to receive from channel .*: 0 of 1, 1 receiving");
  }

  /// Else the only thing that explains the hang is not told.
  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "kernel", "jdk"})
  void failuresThatNobodyHasBeenToldOf(String scheduler) throws Exception {
    assertThat(reportOf("failed", scheduler))
        .contains("failed, to be told when their scopes are closed")
        .contains("scope service: listener has failed by java.lang.IllegalStateException: could not listen, at programs.Stuck.");
  }

  @Test
  void aSelectNamesAllItsClauses() throws Exception {
    assertThat(reportOf("select", "work-stealing"))
        .containsPattern("to receive from channel left: .*, or to send to channel right: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "kernel", "jdk"})
  void twoLocksTakenCrosswise(String scheduler) throws Exception {
    assertThat(reportOf("locks", scheduler))
        .containsPattern("cycle 1: (alice waits for bob, who waits for alice|bob waits for alice, who waits for bob)")
        .containsPattern("virtual thread alice\\n +waits to lock ReentrantLock@[0-9a-f]+, held by bob")
        .containsPattern("virtual thread bob\\n +waits to lock ReentrantLock@[0-9a-f]+, held by alice")
        .contains("at programs.Stuck.take(Stuck.java:")
        .contains("waits to close an executor");
  }

  @ParameterizedTest
  @CsvSource({
    "fibers-and-locks, kernel, lock ReentrantLock", "thread-and-locks, work-stealing, lock ReentrantLock",
    "thread-and-locks, kernel, lock ReentrantLock", "fibers-and-monitors, kernel, enter the monitor of Object",
    "threads-and-monitors, work-stealing, enter the monitor of Object", "threads-and-monitors, kernel, enter the monitor of Object"
  })
  void kernelThreadsThatWaitForWhatIsHeldAreNoHope(String program, String scheduler, String wait) throws Exception {
    assertThat(reportOf(program, scheduler))
        .containsPattern("cycle 1: (alice waits for bob, who waits for alice|bob waits for alice, who waits for bob)")
        .containsPattern("(fiber|thread) alice.*\\n +waits to " + wait + "@[0-9a-f]+, held by bob")
        .containsPattern("(fiber|thread) bob.*\\n +waits to " + wait + "@[0-9a-f]+, held by alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "event-loop", "kernel", "jdk"})
  void kernelThreadsBeforeTheMonitorOfASleepingFiberAreNoHope(String scheduler) throws Exception {
    assertThat(reportOf("fibers-monitor", scheduler))
        .containsPattern("thread outsider\\n +waits to enter the monitor of Object@[0-9a-f]+, held by holder")
        .containsPattern("fiber holder .*\\n.* to receive from channel orders");
    assertThat(reportOf("fiber-and-thread-monitors", scheduler))
        .containsPattern("cycle 1: (alice waits for bob, who waits for alice|bob waits for alice, who waits for bob)")
        .containsPattern("thread alice\\n +waits to enter the monitor of Object@[0-9a-f]+, held by bob")
        .containsPattern("fiber bob .*\\n +waits to enter the monitor of Object@[0-9a-f]+, held by alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "jdk"})
  void twoMonitorsEnteredCrosswise(String scheduler) throws Exception {
    assertThat(reportOf("monitors", scheduler))
        .contains("cycle 1: ")
        .containsPattern("virtual thread alice\\n +waits to enter the monitor of Object@([0-9a-f]+), held by bob")
        .containsPattern("holds the monitor of Object@([0-9a-f]+), entered at .*Stuck.java:\\d+")
        .containsPattern("virtual thread bob\\n +waits to enter the monitor of Object@([0-9a-f]+), held by alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "event-loop", "per-core", "kernel", "jdk"})
  void twoMutexesLockedCrosswise(String scheduler) throws Exception {
    assertThat(reportOf("mutexes", scheduler))
        .containsPattern("cycle 1: (alice waits for bob, who waits for alice|bob waits for alice, who waits for bob)")
        .containsPattern("fiber alice \\(forked at Stuck.java:\\d+\\)\\n.* to lock mutex current, locked at Stuck.java:\\d+, held by bob")
        .containsPattern("fiber bob \\(forked at Stuck.java:\\d+\\)\\n.* to lock mutex savings, locked at Stuck.java:\\d+, held by alice")
        .contains("at programs.Stuck.transfer(Stuck.java:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "full-own-scope      | to fork in scope own: 1 of 1 running, 0 queued, held by outer",
        "queued-in-own-scope | to join fiber inner"
      })
  void whoeverForksIntoItsOwnFullScopeWaitsForItself(String program, String wait) throws Exception {
    assertThat(reportOf(program, "work-stealing"))
        .contains("cycle 1: outer waits for itself")
        .containsPattern("fiber outer \\(forked at Stuck.java:\\d+\\)\\n.* " + wait)
        .containsPattern("fiber main .*\\n.* to close scope own with 2 fibers");
  }

  @Test
  void whoHasNotBegunIsInTheReportToo() throws Exception {
    assertThat(reportOf("queued-in-own-scope", "work-stealing"))
        .containsPattern("fiber inner \\(forked at Stuck.java:\\d+\\)\\n +waits to start in scope own: 1 of 1 running, 1 queued, held by outer");
  }

  @Test
  void whoWaitsForAllIsInACircleWithOneOfThem() throws Exception {
    assertThat(reportOf("close-and-other", "work-stealing"))
        .containsPattern("cycle 1: (main waits for inner, who waits for main|inner waits for main, who waits for inner)\n")
        .contains("asleep too:\n  fiber other ");
  }

  /// It could go on by the other one.
  @Test
  void whoWaitsForAnyIsInNoCircleWithOneOfThem() throws Exception {
    assertThat(reportOf("select-and-other", "work-stealing"))
        .contains("fiber chooser (forked at ", "held by left, or to lock mutex", "held by right")
        .doesNotContain("cycle");
    assertThat(reportOf("full-own-scope-and-other", "work-stealing"))
        .contains("to fork in scope own: 2 of 2 running, 0 queued, held by ")
        .doesNotContain("cycle");
  }

  @Test
  void twoThatForkIntoTheirOwnFullScopeWaitForEachOther() throws Exception {
    assertThat(reportOf("full-own-scope-of-two", "work-stealing"))
        .containsPattern("cycle 1: (alice waits for bob, who waits for alice|bob waits for alice, who waits for bob)")
        .containsPattern("fiber bob \\(forked at Stuck.java:\\d+\\)\\n.* to fork in scope own: 2 of 2 running, 0 queued, held by alice, bob");
  }

  @ParameterizedTest
  @CsvSource({
    "closed-stealing, work-stealing", "closed-loop, work-stealing", "closed-kernel, work-stealing", "closed-jdk, work-stealing",
    "closed-stealing, kernel", "closed-stealing, jdk"
  })
  void whoeverClosesASchedulerWaitsForItsFibers(String program, String scheduler) throws Exception {
    assertThat(reportOf(program, scheduler))
        .containsPattern("fiber main .*\\n +(has waited for [0-9.]+ m?s|waits) to close scheduler [a-z-]+ with 1 fiber, held by main\\n")
        .containsPattern("thread closer\\n +waits to close scheduler [a-z-]+ with 1 fiber, held by main\\n")
        .containsPattern("to receive from channel orders");
  }

  @Test
  void twoFibersThatJoinEachOther() throws Exception {
    assertThat(reportOf("joins", "work-stealing"))
        .containsPattern("cycle 1: (first waits for second|second waits for first), who waits for ")
        .containsPattern("fiber first \\(forked at Stuck.java:\\d+\\)\\n.* to join fiber second");
  }

  @ParameterizedTest
  @CsvSource({
    "latch, waits to pass CountDownLatch@",
    "future, waits to get the result of CompletableFuture@",
    "queue, waits to take from ArrayBlockingQueue",
    "notify, waits to be notified by Object@"
  })
  void waysOfTheJdkToWait(String program, String expected) throws Exception {
    assertThat(reportOf(program, "work-stealing")).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "jdk"})
  void whoeverWaitsToBeNotifiedDoesNotHoldThatMonitor(String scheduler) throws Exception {
    assertThat(reportOf("left-monitor", scheduler))
        .containsPattern("fiber waiter .*\\n +waits to be notified by Object@[0-9a-f]+\\n +at ")
        .containsPattern("fiber late .*\\n +waits to enter the monitor of Object@[0-9a-f]+, held by holder");
  }

  @Test
  void aThreadThatWaitsForAFiberIsNoHope() throws Exception {
    assertThat(reportOf("thread", "work-stealing")).containsPattern("thread helper\\n +waits to receive from channel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pool", "cached-pool", "common-pool", "timer"})
  void aPoolWithoutTasksIsNoHope(String program) throws Exception {
    assertThat(reportOf(program, "work-stealing")).contains("waits to pass CountDownLatch@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "jdk"})
  void virtualThreadsWithoutAnyFiber(String scheduler) throws Exception {
    assertThat(reportOf("without-fibers", scheduler))
        .contains("1 virtual thread, 1 thread\n")
        .containsPattern("virtual thread worker\\n +waits to receive from channel orders")
        .containsPattern("thread main\\n +waits to join worker");
  }

  @Test
  void theShutdownHookOfTheJdksLoggingIsNoHope() throws Exception {
    assertThat(reportOf("logging", "work-stealing")).contains("waits to pass CountDownLatch@");
  }

  @ParameterizedTest
  @CsvSource({"closed-pool, work-stealing", "closed-fork-join-pool, work-stealing", "closed-pool, kernel"})
  void whoeverClosesAPoolWaitsForItsTasks(String program, String scheduler) throws Exception {
    assertThat(reportOf(program, scheduler))
        .containsPattern("fiber main .*\\n +waits to close an executor, which waits for its tasks")
        .containsPattern("thread .*\\n.* to receive from channel orders");
  }

  /// Looked at one after the other, they may all be met waiting.
  @ParameterizedTest
  @CsvSource({
    "pools-in-a-circle, work-stealing", "threads-in-a-circle, work-stealing", "fibers-in-a-circle, work-stealing",
    "fibers-in-a-circle, kernel", "fibers-in-a-circle, jdk"
  })
  void whoWorksInACircleIsLeftAlone(String program, String scheduler) throws Exception {
    assertWentOn(run(Patient.class, program, scheduler));
  }

  /// The JVM calls a thread waiting that has been woken, until it gets a processor.
  @Test
  void nothingIsReportedWhileSomebodyWaitsForAProcessor() throws Exception {
    ChildJvm.Ended ended = run(Crowded.class);
    assertThat(ended.output()).as(ended.toString()).isEqualTo("reported when nobody was ready any more\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "thread", "thread-named-like-the-jvms", "daemon", "timer", "sleeping-virtual-thread", "scheduled-executor", "child-process", "sleep",
        "fiber-sleep", "timed-wait", "timed-park", "timed-poll", "delayed-executor", "time-limit", "timer-waits-for-child",
        "close-of-stealing", "close-of-kernel", "fibers-monitor", "threads-monitor", "lock-of-the-runtime", "monitor-of-the-runtime"
      })
  void whoeverGoesOnAfterAWhileIsLeftAlone(String program) throws Exception {
    assertWentOn(run(Patient.class, program, "work-stealing"));
  }

  @ParameterizedTest
  @CsvSource({"sleeping-virtual-thread, jdk", "sleep, jdk", "daemon, jdk", "sleep, kernel", "fiber-sleep, kernel"})
  void onOtherSchedulersToo(String program, String scheduler) throws Exception {
    assertWentOn(run(Patient.class, program, scheduler));
  }

  /// Somebody sleeps of whom nobody knows.
  @Test
  void whereTheJvmDoesNotTrackAllThreadsNothingIsReported() throws Exception {
    try (var child = ChildJvm.start(List.of("-Djdk.trackAllThreads=false"), Patient.class, "sleeping-virtual-thread", "jdk")) {
      assertWentOn(child.end());
    }
  }

  private static void assertWentOn(ChildJvm.Ended ended) {
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.output()).endsWith("went on\n");
    assertThat(ended.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"accept, work-stealing", "selector, work-stealing", "accept, jdk"})
  void whoeverAcceptsConnectionsIsLeftAlone(String program, String scheduler) throws Exception {
    try (var child = ChildJvm.start(Patient.class, program, scheduler)) {
      int port = Integer.parseInt(child.readLine());
      staysAliveForAWhile(child);
      new Socket("localhost", port).close();
      assertWentOn(child.end());
    }
  }

  @Test
  void whoeverReadsStandardInputIsLeftAlone() throws Exception {
    try (var child = ChildJvm.start(Patient.class, "standard-input", "work-stealing")) {
      child.readLine();
      staysAliveForAWhile(child);
      child.process().getOutputStream().write('x');
      child.process().getOutputStream().flush();
      assertWentOn(child.end());
    }
  }

  @Test
  void aShutdownHookIsHope() throws Exception {
    try (var child = ChildJvm.start(Patient.class, "shutdown-hook", "work-stealing")) {
      child.readLine();
      staysAliveForAWhile(child);
      child.process().toHandle().destroy(); // unlike the process, this leaves its output open
      ChildJvm.Ended ended = child.end();
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.output()).contains("in order");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reference-queue", "reference-queue-by-fork-join-pool", "reference-queue-by-pool", "reference-queue-by-timer"})
  void theGarbageCollectorIsHope(String program) throws Exception {
    try (var child = ChildJvm.start(Patient.class, program, "work-stealing")) {
      child.readLine();
      staysAliveForAWhile(child);
    }
  }

  @Test
  void aSignalHandlerIsHope() throws Exception {
    try (var child = ChildJvm.start(Patient.class, "signal", "work-stealing")) {
      child.readLine();
      staysAliveForAWhile(child);
      child.process().toHandle().destroy(); // unlike the process, this leaves its output open
      assertWentOn(child.end());
    }
  }

  /// Long enough for several looks of the watch.
  private static void staysAliveForAWhile(ChildJvm child) throws InterruptedException {
    assertThat(child.process().waitFor(Duration.ofMillis(700).toMillis(), TimeUnit.MILLISECONDS)).isFalse();
  }
}
