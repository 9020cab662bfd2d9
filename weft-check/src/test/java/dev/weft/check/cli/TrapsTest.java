package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What has gone wrong before when threads of a program share one carrier, on each collector: the collectors differ in how they
/// move the stacks of those who do not run.
class TrapsTest {
  private static final List<String> COLLECTORS = List.of("Serial", "Parallel", "G1");
  /// Correct programs: the trap is that the checker breaks them, sees a bug in them, or does not repeat them.
  private static final List<String> PROGRAMS =
      List.of("Virtuals", "Clinit", "Stacks", "Callbacks", "Pools", "Sync", "Benign", "Exits");

  @TempDir Path directory;

  static Stream<Arguments> matrix() {
    return COLLECTORS.stream().flatMap(collector -> PROGRAMS.stream().map(program -> Arguments.of(program, collector)));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void aCorrectProgramIsLeftWhole(String program, String collector) throws IOException, InterruptedException {
    staysClean(program, collector, 400);
  }

  /// The compiler must not keep the identity of a thread in a register across a switch; it takes many schedules until it does.
  @ParameterizedTest
  @MethodSource("collectors")
  void identitiesAreKeptApartInCompiledCode(String collector) throws IOException, InterruptedException {
    Checked run = staysClean("Locked", collector, 30_000);
    assertThat((long) run.json.get("schedules")).isEqualTo(30_000);
  }

  static Stream<String> collectors() {
    return Stream.concat(COLLECTORS.stream(), Stream.of("Z"));
  }

  @ParameterizedTest
  @MethodSource("collectors")
  void whatIsDrawnAtRandomIsDrawnAgain(String collector) throws IOException, InterruptedException {
    String option = "-XX:+Use" + collector + "GC";
    String source = Checked.program("Seeded").toString();
    Checked found = Checked.run(directory, "--time", "60s", "--jvm", option, source);
    assertThat(found.kinds()).as(found.output).containsExactly("assertion");
    Checked again = Checked.run(directory, "--replay", "Seeded-1.weft", "--repeat", "20", "--jvm", option, source);
    assertThat(again.json).as(again.output).containsEntry("exact", 20L);
    assertThat(headline(again)).contains("drew").isEqualTo(headline(found));
  }

  /// Static state is set anew; where that cannot be done, classes are loaded anew; where that does not do, each schedule has a JVM.
  @ParameterizedTest
  @MethodSource("isolations")
  void noScheduleFindsTheStaticStateOfAnother(String program, String isolation, String collector) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "4s", "--jvm", "-XX:+Use" + collector + "GC", Checked.program(program).toString());
    assertThat(run.json).as(run.output).containsEntry("verdict", "clean");
    assertThat((String) run.json.get("isolation")).startsWith(isolation);
    assertThat(run.output).doesNotContain("went differently");
  }

  static Stream<Arguments> isolations() {
    return COLLECTORS.stream().flatMap(collector -> Stream.of(Arguments.of("EnumState", "static fields of", collector),
        Arguments.of("SelfReference", "classes loaded anew", collector), Arguments.of("PropertyState", "a JVM for each", collector)));
  }

  /// One schedule in fifty is run twice, which shows what no isolation of this JVM can keep apart.
  @ParameterizedTest
  @MethodSource("collectors")
  void theSelfCheckNoticesWhatDoesNotRepeat(String collector) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--strategy", "random", "--time", "60s", "--schedules", "300", "--isolation", "loader", "--jvm",
        "-XX:+Use" + collector + "GC", Checked.program("FileState").toString(), "runs.txt");
    assertThat(run.output).containsPattern("[1-9]\\d* of \\d+ schedules that were run twice went differently");
    assertThat(run.json).containsEntry("complete", false);
  }

  @Test
  void theUsersOptionsForEveryJvmAreKept() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Map.of("JAVA_TOOL_OPTIONS", "-Doption.of.the.user=kept"),
        Checked.program("Environment").toString());
    assertThat(run.exit).as(run.output).isZero();
  }

  /// The first task of a deadlock is unwound where it cannot be left; whatever it tries on its way out is in vain, and harms nobody.
  @Test
  void whoIsUnwoundInAnInitialiserCannotWaitAgain() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--backend", "continuations", "--isolation", "loader", "--time", "60s",
        Checked.program("Unwound").toString());
    assertThat(run.exit).as(run.output).isEqualTo(1);
    assertThat(run.kinds()).containsExactly("deadlock");
    assertThat(run.output).doesNotContain("IndexOutOfBounds", "went differently");
  }

  private Checked staysClean(String program, String collector, int schedules) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--schedules", Integer.toString(schedules), "--time", "4m", "--jvm",
        "-XX:+Use" + collector + "GC", Checked.program(program).toString());
    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.json).containsEntry("verdict", "clean");
    assertThat(run.output).doesNotContain("went differently");
    return run;
  }

  private static String headline(Checked run) {
    return String.valueOf(((Map<?, ?>) ((List<?>) run.json.get("bugs")).getFirst()).get("headline"));
  }
}
