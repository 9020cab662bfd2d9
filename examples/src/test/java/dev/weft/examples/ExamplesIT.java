package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs each example under `weft run` and looks at what it prints.
class ExamplesIT {
  /// Those with a test class of their own.
  private static final Set<String> ELSEWHERE = Set.of("Grep", "Echo");

  /// @param output a regular expression for the whole of standard output
  /// @param report words that standard error must contain; if there are none, it must be empty
  /// @param attempts how often it may be run until it prints that
  record Case(List<String> options, String name, List<String> arguments, int exit, String output, List<String> report, int attempts) {
    static Case of(String name, String output) {
      return new Case(List.of(), name, List.of(), 0, output, List.of(), 1);
    }

    /// What it prints hangs on who wakes up first, which a busy machine may mix up.
    Case onTime() {
      return new Case(options, name, arguments, exit, output, report, 5);
    }

    Case on(String scheduler) {
      return new Case(List.of("--scheduler", scheduler), name, arguments, exit, output, report, attempts);
    }

    Case with(String... arguments) {
      return new Case(options, name, List.of(arguments), exit, output, report, attempts);
    }

    Case exiting(int exit, String... report) {
      return new Case(options, name, arguments, exit, output, List.of(report), attempts);
    }

    @Override
    public String toString() {
      return String.join(" ", options) + " " + name + " " + String.join(" ", arguments);
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of("BrokenCounter", "expected 80000, counted (\\d{1,4}|[1-7]\\d{4})\n"),
        Case.of("BrokenCounter", "expected 80000, counted (\\d{1,4}|[1-7]\\d{4})\n").on("event-loop"),
        Case.of("RepairedCounter", "(\\w+: counted 80000\n){4}").on("event-loop"),
        Case.of(
            "SlowCompute",
            "10 squared is 100\n20 squared is 400\n30 squared is 900\n(less than the sum of the three|took .*)\n").onTime(),
        Case.of("SelectDeadlock", "ping: hello\npong: hello\n").with("polite"),
        Case.of(
            "PrimeSieve",
            "2 3 5 7 11 13 17 19 23 29 31 37 41 43 47 53 59 61 67 71 73 79 83 89 97\n"),
        Case.of("PrimeSieve", "2 3 5\n").with("3").on("jdk"),
        Case.of("Skynet", "499999500000\nin \\d+ ms\n"),
        Case.of(
            "SelectTimeout",
            "nothing yet\nnothing for 50 ms\nstill nothing\ndear reader\nrain\ngot sun\n"),
        Case.of("Crawler", "200 pages, 800 links, at most 8 requests at once\n"),
        Case.of("RepairedCounter", "mutex: counted 80000\natomic: counted 80000\nowner: counted 80000\nguarded: counted 80000\n"),
        Case.of("Transfer", "the sum is still 200\n").with("ordered"),
        Case.of("Transfer", "").exiting(3, "account 1", "account 2", "alice to bob", "bob to alice"),
        Case.of("SelectDeadlock", "").exiting(3, "toPing", "toPong", "ping", "pong"),
        Case.of("EventLoop", "20 guests heard 400 greetings\n1 carrier ran 41 fibers\n"),
        Case.of("Shards", "4 shards counted 8000 words, 100 different ones\nno fiber has left its core\n"),
        Case.of("WorkerPool", "(job \\d done by (ann|ben|cat)\n){9}9 jobs done, sum of squares 285\n"),
        Case.of(
            "Timers",
            "tick 1\ntick 2\ntick 3\n5 requests took at least 80 ms\nno answer in 30 ms\n100000 sleepers woke up\n"),
        Case.of("Pipelines", "ordered: \\[1, 4, 9, 16, 25]\nas ready: \\[25, 16, 9, 4, 1]\n").onTime(),
        Case.of("News", "ann read \\[rain, sun, snow]\nben read \\[rain, sun, snow]\nthe level rose to 10\n"),
        Case.of(
            "Scopes",
            "failed: disk full\ncut off: no route\nhare\nout of time\n\\[1, 4, 9, 16, 25, 36\\], at most 2 at a time\n").onTime());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doesWhatItSays(Case example) throws Exception {
    Child child = run(example);
    for (int i = 1; i < example.attempts() && !child.out().matches(example.output()); i++) {
      child = run(example);
    }
    if (example.report().isEmpty()) {
      assertThat(child.err()).isEmpty();
    } else {
      assertThat(child.err()).contains(example.report());
    }
    assertThat(child.out()).matches(example.output());
    assertThat(child.exit()).isEqualTo(example.exit());
  }

  private static Child run(Case example) throws Exception {
    return Child.example(example.options(), example.name(), example.arguments().toArray(String[]::new)).run();
  }

  @Test
  void runsFromSourceWithTheScript() throws Exception {
    Child child = Child.command("./weft", "run", "examples/PrimeSieve.java", "4").run();
    assertThat(child.out()).isEqualTo("2 3 5 7\n");
    assertThat(child.exit()).isZero();
  }

  @Test
  void everyExampleIsRunByATest() throws IOException {
    Set<String> tested = cases().map(Case::name).collect(Collectors.toSet());
    tested.addAll(ELSEWHERE);
    assertThat(Compiled.exampleFiles()).map(ExamplesIT::nameOf).containsExactlyInAnyOrderElementsOf(tested);
  }

  @Test
  void everyExampleBeginsByTellingWhatItShowsAndWhatToExpect() throws IOException {
    for (Path file : Compiled.exampleFiles()) {
      List<String> header = Files.readAllLines(file).stream().takeWhile(line -> line.startsWith("//")).toList();
      assertThat(header).as("header of " + file).hasSizeBetween(2, 5).anyMatch(line -> line.contains("Expect"));
    }
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }
}
