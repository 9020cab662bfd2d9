package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
      "Spinning, livelock", "Polite, livelock", "LongThenWrong, exception"})
  void findsTheBugAndReplaysIt(String program, String kind) throws IOException, InterruptedException {
    String source = Checked.program(program).toString();
    Checked found = Checked.run(directory, "--time", "60s", source);
    assertThat(found.exit).as(found.output).isEqualTo(1);
    assertThat(found.kinds()).contains(kind);
    assertThat(found.output).containsPattern("replay: \\S*java -cp \\S+ dev\\.weft\\.check\\.cli\\.CheckCommand --replay " + program
        + "-1\\.weft " + source);
    Checked again = Checked.run(directory, "--replay", program + "-1.weft", source);
    assertThat(again.exit).isEqualTo(1);
    assertThat(again.kinds()).contains(kind);
    assertThat(again.output).contains("the replay went exactly as recorded");
  }

  @Test
  void namesTheLineOfASynchronizedMethod() throws Exception {
    Checked result = Checked.run(directory, Checked.program("SynchronizedMethods").toString());
    assertThat(result.output).containsPattern("first +holds \\S+ \\(SynchronizedMethods.java:6\\) "
        + "+waits for \\S+ \\(SynchronizedMethods.java:10\\)");
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

  @ParameterizedTest
  @CsvSource({"--schedules, -3, 'a number of schedules, or 0 for no limit, not -3'", "--report, none/x.html, 'cannot write the report to none/x.html: there is no folder'",
      "--sarif, ., 'cannot write the report to .: it is a folder'"})
  void refusesWhatItCannotDoBeforeItExplores(String option, String value, String why) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, option, value, Checked.program("Transfer").toString());
    assertThat(run.exit).as(run.output).isEqualTo(2);
    assertThat(run.output).contains(why);
    assertThat(run.json).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xbogus", "-XX:Nope", "-Xmx1k"})
  void refusesWhatTheJvmRefuses(String option) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--jvm", option, Checked.program("Transfer").toString());
    assertThat(run.exit).as(run.output).isEqualTo(2);
    assertThat(run.output).contains("the JVM that explores does not start with " + option);
  }

  @Test
  void refusesAFileThatIsNoJar() throws IOException, InterruptedException {
    Files.createFile(directory.resolve("empty.jar"));
    Checked run = Checked.run(directory, "empty.jar");
    assertThat(run.exit).as(run.output).isEqualTo(2);
    assertThat(run.output).contains("empty.jar is not a jar that can be read: zip file is empty");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void saysWhatItFoundWhereAReportCannotBeWritten() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--sarif", "/proc/none.sarif", Checked.program("Transfer").toString());
    assertThat(run.exit).isEqualTo(2);
    assertThat(run.output).contains("deadlock after").containsPattern("cannot write the report to /proc/none.sarif: no \\w+");
    assertThat(run.kinds()).as("in the other report").containsExactly("deadlock");
  }

  /// As `java FILE.java` does.
  @Test
  void findsTheOtherFilesOfAProgram() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(directory.resolve("a/b"));
    Path main = Files.writeString(folder.resolve("Main.java"),
        "package a.b;\nclass Main { public static void main(String[] args) { new Other().run(); } }");
    Path other = Files.writeString(folder.resolve("Other.java"), "package a.b;\nclass Other { void run() { throw new AssertionError(); } }");
    assertThat(Checked.run(directory, main.toString()).kinds()).containsExactly("assertion");
    Files.writeString(other, "package a.b;\nclass Other {\n  void run() { nothing }\n}");
    Checked wrong = Checked.run(directory, main.toString());
    assertThat(wrong.exit).isEqualTo(2);
    assertThat(wrong.output).contains("Other.java, line 3:");
  }

  /// As `java --enable-preview --source 25 FILE.java` does.
  @Test
  void compilesWithTheJvmsPreviewFeatures() throws IOException, InterruptedException {
    String source = Checked.program("Preview").toString();
    Checked run = Checked.run(directory, "--jvm", "--enable-preview", source);
    assertThat(run.kinds()).as(run.output).containsExactly("data race");
    assertThat(Checked.run(directory, source).exit).isEqualTo(2);
  }

  /// The program runs on the class path, whatever module its sources make.
  @Test
  void takesNoNoticeOfAModuleDescriptor() throws IOException, InterruptedException {
    Path folder = Files.createDirectories(directory.resolve("a"));
    Files.writeString(directory.resolve("module-info.java"), "module m {\n  requires on.the.path;\n}");
    Path main = Files.writeString(folder.resolve("Main.java"),
        "package a;\nclass Main { public static void main(String[] args) { new Other().run(); } }");
    Files.writeString(folder.resolve("Other.java"), "package a;\nclass Other { void run() { } }");
    Checked run = Checked.run(directory, main.toString());
    assertThat(run.json).as(run.output).containsEntry("verdict", "clean");
  }

  /// `join(Duration)` is content with the state of the thread; where it succeeds it orders as `join()` does.
  @Test
  void aJoinWithATimeLimitOrdersWhereItSucceeds() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "2s", Checked.program("JoinedInTime").toString());
    assertThat(run.json).as(run.output).containsEntry("verdict", "clean");
  }

  /// That the thread still runs is no reason to leave the time-out out.
  @ParameterizedTest
  @ValueSource(strings = {"auto", "dpor"})
  void aJoinWithATimeLimitMayEndByIt(String strategy) throws IOException, InterruptedException {
    String source = Path.of("corpus/time/TimedJoinTrusted.java").toAbsolutePath().toString();
    Checked run = Checked.run(directory, "--strategy", strategy, source);
    assertThat(run.kinds()).as(run.output).containsExactly("assertion");
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
  @ValueSource(strings = {"Wait", "Clinit", "Sync", "Callbacks", "Pools", "Peterson", "Long", "LongBranch",
      "SpinFlag", "Daemons", "SkipList", "ForEver", "GroupHandler", "WaitedForInside", "BusyMeanwhile"})
  void saysNothingAgainstACorrectProgram(String program) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "2s", Checked.program(program).toString());
    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.json).containsEntry("verdict", "clean");
    assertThat(run.output).doesNotContain("went differently");
  }

  /// The last step of a thread and its monitor exclude each other, so there are two orders.
  @Test
  void theExhaustiveStrategyHasThreadsEndBeforeTheirMonitorIsEntered() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--strategy", "dpor", Checked.program("EndedInside").toString());
    assertThat(run.kinds()).as(run.output).containsExactly("assertion");
  }

  /// The numbers follow from the definition of equivalence, by counting on paper.
  @ParameterizedTest
  @CsvSource({"Monitors, 3, 6", "Monitors, 4, 24", "Reentrant, 3, 6", "ReadWrite, 2, 4", "ReadWrite, 3, 36"})
  void exploresEachInequivalentScheduleOfASmallProgram(String program, String threads, int number)
      throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--strategy", "dpor", "--time", "4m", Checked.program(program).toString(), threads);
    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.json).containsEntry("complete", true);
    assertThat(run.output).contains("no bug in all " + number + " inequivalent schedules");
  }

  /// The same programs drawn by chance: no order is counted twice, and the estimate of what is left comes near the truth.
  @ParameterizedTest
  @CsvSource({"Monitors, 3, 6, 1000", "Reentrant, 3, 6, 1000", "Monitors, 4, 24, 1000", "Monitors, 5, 120, 3000"})
  void estimatesWhatIsLeft(String program, String threads, int number, String schedules) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--strategy", "random", "--schedules", schedules, "--time", "4m",
        Checked.program(program).toString(), threads);
    long distinct = (long) run.json.get("distinct");
    assertThat(distinct).as(run.output).isBetween(number * 2L / 3, (long) number);
    Map<?, ?> estimate = (Map<?, ?>) run.json.get("estimate");
    assertThat((long) estimate.get("distinctAtLeast")).isBetween(distinct, number * 5L / 4);
    assertThat((double) estimate.get("newShare")).isLessThan(0.1);
    assertThat(run.output).containsPattern("what is left, by estimate: (about|fewer than) [0-9.]+% of further schedules would be new");
  }

  @Test
  void estimatesNothingWhereNothingIsLeft() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--strategy", "dpor", Checked.program("Monitors").toString(), "3");
    assertThat(run.json.get("estimate")).isNull();
    assertThat(run.output).doesNotContain("what is left");
  }

  @ParameterizedTest
  @CsvSource({"atomic, assertion", "lock, deadlock", "interface, data race", "collection, data race", "reference, data race",
      "task, data race"})
  void seesWhatTheProgramInheritsFromTheJdk(String what, String kind) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("Subclasses").toString(), what);
    assertThat(run.kinds()).as(run.output).contains(kind);
  }

  @Test
  void leavesToTheProgramWhatItOverrides() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "4m", Checked.program("Subclasses").toString(), "guarded");
    assertThat(run.json).as(run.output).containsEntry("verdict", "clean").containsEntry("complete", true);
  }

  @Test
  void keepsSilentAboutAnAllowedRaceButFindsItsHarm() throws IOException, InterruptedException {
    String classes = Path.of("target/classes").toAbsolutePath().toString();
    String source = Checked.program("Allowed").toString();
    assertThat(Checked.run(directory, "-cp", classes, source).json).containsEntry("verdict", "clean");
    assertThat(Checked.run(directory, "-cp", classes, source, "strict").kinds()).containsExactly("assertion");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pool", "virtual", "future", "fork"})
  void tellsOfAnExceptionThatNobodyLookedAt(String how) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("Swallows").toString(), how);
    assertThat(run.exit).as(run.output).isEqualTo(1);
    assertThat(run.output).contains(" had failed with java.lang.IllegalStateException: torn (Swallows.java:12)",
        "fails: IllegalStateException at Swallows.java:12");
  }

  /// The columns give values of variables only, and say where a synchronized method begins.
  @Test
  void writesBesideEachStepWhatBelongsToIt() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("Columns").toString());
    assertThat(run.output).containsPattern("enters Columns#1  :12\n").containsPattern("reads Columns.names.isEmpty\\(\\)  :12\n");
  }

  @Test
  void namesHoldersAndWaitersOfADeadlock() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("Transfer").toString());
    assertThat(run.output).containsPattern(
        "transfer-1 +holds account-A \\(Transfer.java:10\\) +waits for account-B \\(Transfer.java:11\\), held by transfer-2");
  }

  @ParameterizedTest
  @CsvSource({"LostFuture, LostFutureCompleted, waits for join() of CompletableFuture#1 (LostFuture.java:10)",
      "FirstReply, FirstReplyBuffered, waits for put() of SynchronousQueue#1 (FirstReply.java:11)",
      "PoolNeverShutDown, PoolClosed, shutdown() or close() of its pool is never called",
      "LatchGivenUp, LatchAlwaysOpened, nothing that could still act reaches what they wait for",
      "TaskOfLostTask, TaskRun, waits for FutureTask#1 (TaskOfLostTask.java:17)"})
  void findsAWaitThatNobodyCanEndAndNotItsTwin(String wrong, String right, String text)
      throws IOException, InterruptedException {
    String source = Path.of("corpus/leaks", wrong + ".java").toAbsolutePath().toString();
    Checked found = Checked.run(directory, "--sarif", "log.sarif", source);
    assertThat(found.kinds()).as(found.output).containsExactly("leak");
    assertThat(found.output).contains(text).doesNotContain("did not always fail");
    assertThat(Files.readString(directory.resolve("log.sarif"))).contains("\"ruleId\": \"leak\"");
    assertThat(Checked.run(directory, "--replay", wrong + "-1.weft", source).kinds()).containsExactly("leak");
    Checked twin = Checked.run(directory, "--time", "1s", Path.of("corpus/leaks", right + ".java").toAbsolutePath().toString());
    assertThat(twin.json).as(twin.output).containsEntry("verdict", "clean");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "one | holding HalfLocked.class (HalfLocked.java:14) | first holds HalfLocked.class, second holds no lock",
      "different | holding HalfLocked.LOCK (HalfLocked.java:24) | different locks (HalfLocked.LOCK and HalfLocked.class)",
      "read | holding HalfLocked.READ (HalfLocked.java:37) | writes with only a read lock",
      "flag | holding no lock, started at HalfLocked.java:58 | make the field volatile"})
  void saysWhichLocksTheSidesOfARaceHold(String which, String locks, String hint) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--report", "page.html", Checked.program("HalfLocked").toString(), which);
    assertThat(run.kinds()).containsExactly("data race");
    assertThat(run.output).contains(locks, hint);
    assertThat(run.json.get("bugs").toString()).contains(hint);
    assertThat(Files.readString(directory.resolve("page.html"))).contains(locks.replaceAll(",.*", ""), hint);
  }

  @Test
  void reportsNoRacesInClassesThatRaceOnPurpose() throws IOException, InterruptedException {
    String source = Checked.program("HalfLocked").toString();
    assertThat(Checked.run(directory, "--time", "2s", "--races-allowed", "com.example.,HalfL", source, "flag").json)
        .containsEntry("verdict", "clean");
    Checked other = Checked.run(directory, "--time", "2s", "--races-allowed", "com.example.", source, "flag");
    assertThat(other.kinds()).containsExactly("data race");
    assertThat(other.output).contains(" --races-allowed com.example. --replay HalfLocked-1.weft ");
  }

  @Test
  void suggestsNoVolatileWhereItWouldNotHelp() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("Counter").toString());
    assertThat(run.output).contains("hint: guard both by the same lock, or use an atomic").doesNotContain("volatile");
  }

  /// Each run is a fresh JVM, and the message holds whatever a JVM makes up.
  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseG1GC", "-XX:+UseCompactObjectHeaders"})
  void repeatsHashesAndRandomness(String option) throws IOException, InterruptedException {
    String source = Checked.program("HashOrder").toString();
    Object message = firstException(Checked.run(directory, "--jvm", option, source));
    assertThat(firstException(Checked.run(directory, "--jvm", option, source))).isEqualTo(message);
    assertThat(firstException(Checked.run(directory, "--jvm", option, "--replay", "HashOrder-1.weft", source))).isEqualTo(message);
  }

  private static Object firstException(Checked run) {
    return ((List<?>) run.json.get("bugs")).stream().map(bug -> ((Map<?, ?>) bug).get("exception"))
        .filter(exception -> exception != null).findFirst().orElseThrow(() -> new AssertionError(run.output));
  }

  @ParameterizedTest
  @CsvSource({"accept, platform, ServerSocket.accept (Outside.java:14)", "accept, virtual, at Outside.java:14",
      "read, platform, (Outside.java:17)", "channel, platform, SocketChannelImpl.read (Outside.java:21)",
      "process, platform, at Outside.java:23", "input, platform, (Outside.java:24)"})
  void namesWhatWaitsForTheWorldOutside(String what, String kind, String text) throws IOException, InterruptedException {
    String source = Checked.program("Outside").toString();
    Checked run = kind.equals("virtual") ? Checked.run(directory, source, what, kind) : Checked.run(directory, source, what);
    assertThat(run.exit).as(run.output).isEqualTo(3);
    assertThat(run.output).contains("waits for the world outside", text);
    assertThat(run.json).containsEntry("verdict", "uncontrolled");
    assertThat(run.json.get("uncontrolled").toString()).contains(text);
  }

  @Test
  void saysWhatALivelockWaitsForAndWhoCouldEndIt() throws IOException, InterruptedException {
    Checked spinning = Checked.run(directory, Checked.program("Spinning").toString());
    assertThat(spinning.output).containsPattern("main +holds nothing +waits for Spinning.flag to change \\(Spinning.java:6\\)")
        .contains("no code that was loaded writes it");
    Checked polite = Checked.run(directory, Checked.program("Polite").toString());
    assertThat(polite.output).contains("2 threads go round in circles", "ReentrantLock.tryLock() at Polite.java:11");
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
    assertThat(Checked.run(directory, "--jvm", "-XX:NoSuchFlag", Checked.program("Counter").toString()).exit).isEqualTo(2);
  }
}
