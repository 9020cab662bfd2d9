package dev.weft.bench.check;

import dev.weft.Scope;
import dev.weft.bench.system.LincheckJars;
import dev.weft.bench.system.MissingToolchainException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lincheck's model checker on the same, unchanged programs: their `main` is the body of `runConcurrentTest`.
///
/// Lincheck has no time budget, so it gets a number of invocations and is ended when the time is over; what it has
/// not found by then, it has not found. It does not say how many invocations a bug took.
final class LincheckChecker implements Checker {
  /// What Lincheck may take beyond the budget, for its start and for writing its report.
  private static final Duration START_AND_REPORT = Duration.ofSeconds(20);

  private static final Pattern LAST = Pattern.compile("(?m)^(clean|bug (.+)) ([0-9.]+)$");
  private static final String BROKEN = "[ERROR]";

  private final int invocations;
  private final Path scratch;
  private String classPath = "";

  LincheckChecker(int invocations, Path scratch) {
    this.invocations = invocations;
    this.scratch = scratch;
  }

  @Override
  public String name() {
    return LincheckJars.VERSION;
  }

  @Override
  public void prepare(List<CheckCase> cases) throws MissingToolchainException, InterruptedException {
    String jars = LincheckJars.classPath();
    Path classes = scratch.resolve("classes");
    List<String> javac = new ArrayList<>(List.of(tool("javac"), "-nowarn", "-d", classes.toString(), "-cp", weft()));
    cases.stream().map(each -> each.file().toAbsolutePath().toString()).distinct().forEach(javac::add);
    try {
      Child compiled = Child.run(scratch, javac, Duration.ofMinutes(5));
      if (compiled.exit() != 0) {
        throw new MissingToolchainException("the corpus does not compile: " + compiled.firstLine());
      }
    } catch (IOException e) {
      throw new MissingToolchainException("the corpus cannot be compiled: " + e);
    }
    classPath = String.join(File.pathSeparator, classes.toString(), jars, weft());
  }

  /// Weft itself, which some of the programs use.
  private static String weft() throws MissingToolchainException {
    try {
      return Path.of(Scope.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new MissingToolchainException("cannot tell where Weft was loaded from: " + e);
    }
  }

  @Override
  public Finding check(CheckCase one, Duration budget) throws InterruptedException {
    try {
      Path folder = Files.createTempDirectory(scratch, one.main());
      List<String> command =
          new ArrayList<>(
              List.of(
                  tool("java"), "-ea", "-XX:+EnableDynamicAgentLoading",
                  "-Djava.io.tmpdir=" + folder, // where its agent leaves a jar if it is ended
                  "-cp", classPath, LincheckJars.MAIN, Integer.toString(invocations), one.main()));
      command.addAll(one.args());
      Child child = Child.run(folder, command, budget.plus(START_AND_REPORT));
      return finding(child);
    } catch (IOException e) {
      return Finding.none(0, e.toString());
    }
  }

  private Finding finding(Child child) {
    Matcher last = LAST.matcher(child.output());
    String line = "";
    double seconds = Double.NaN;
    while (last.find()) {
      line = last.group(1);
      seconds = Double.parseDouble(last.group(3));
    }
    if (child.killed()) {
      return said(Finding.Verdict.CLEAN, "", -1, Double.NaN, child.seconds(), "ended at the time limit");
    }
    if (child.output().contains(BROKEN) || line.isEmpty()) {
      return Finding.none(child.seconds(), "internal error");
    }
    if (line.equals("clean")) {
      return said(Finding.Verdict.CLEAN, "", invocations, seconds, child.seconds(), "");
    }
    return said(Finding.Verdict.BUG, line.substring("bug ".length()), -1, seconds, child.seconds(), "");
  }

  private static Finding said(
      Finding.Verdict verdict, String kind, long schedules, double exploring, double wall, String note) {
    TreeSet<String> kinds = new TreeSet<>();
    if (!kind.isEmpty()) {
      kinds.add(kind);
    }
    return new Finding(verdict, kinds, schedules, -1, false, exploring, wall, 0, 0, -1, note);
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
