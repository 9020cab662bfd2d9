package dev.weft.check.cli;

import dev.weft.check.engine.explore.ChildMain;
import dev.weft.check.engine.explore.Plan;
import dev.weft.check.engine.explore.Request;
import dev.weft.check.engine.report.Shell;
import dev.weft.check.engine.report.Summary;
import dev.weft.check.launch.Children;
import dev.weft.check.launch.Launch;
import dev.weft.check.launch.Program;
import dev.weft.check.launch.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weft check`: explores the interleavings of a program and reports what goes wrong.
///
/// Exit code 0: nothing found. 1: a bug. 2: wrong usage. 3: the program could not be controlled.
///
/// The command can be run by itself, without the launcher: after `mvn -pl weft-check package`,
///
/// ```
/// java -cp weft-check/target/weft-check-0.1.0-SNAPSHOT.jar:picocli.jar dev.weft.check.cli.CheckCommand Transfer.java
/// ```
@Command(name = "check", description = "Explore the interleavings of a Java program: find races, deadlocks and lost "
    + "wake-ups, and replay them.", mixinStandardHelpOptions = true, sortOptions = false)
public final class CheckCommand implements Callable<Integer> {
  private static final int UNCONTROLLED = 3;

  @Option(names = "--schedules", paramLabel = "N", description = "Explore at most so many schedules.")
  private long schedules;

  @Option(names = "--time", paramLabel = "DURATION", defaultValue = "10s", converter = DurationConverter.class,
      description = "Explore at most so long: 500ms, 10s, 2m; 0s for no limit. Default: ${DEFAULT-VALUE}.")
  private Duration time = Duration.ofSeconds(10);

  @Option(names = "--strategy", paramLabel = "NAME", defaultValue = "auto",
      description = "auto (a portfolio of the others), random, pct, pos, surw or dpor (exhaustive). Default: auto.")
  private String strategy = "auto";

  @Option(names = "--seed", paramLabel = "S", description = "Make every choice from this number. Default: 1.",
      defaultValue = "1")
  private long seed = 1;

  @Option(names = "--keep-going", description = "Use up the whole budget and report every distinct bug.")
  private boolean keepGoing;

  @Option(names = {"--class-path", "--classpath", "-cp"}, paramLabel = "PATH", defaultValue = "",
      description = "Where the program's classes are.")
  private String classPath = "";

  @Option(names = "--jvm", paramLabel = "OPTION", description = "An option for the JVM that runs the program; repeat it.")
  private List<String> jvmOptions = new ArrayList<>();

  @Option(names = "--races-allowed", paramLabel = "PREFIX", split = ",", description = "Report no data races in classes whose names "
      + "begin so: they race on purpose. Several are separated by commas.")
  private List<String> racesAllowed = new ArrayList<>();

  @Option(names = "--report", paramLabel = "FILE.html", defaultValue = "", description = "Write a page that draws the bug.")
  private String report = "";

  @Option(names = "--json", paramLabel = "FILE", defaultValue = "", description = "Write the result as JSON.")
  private String json = "";

  @Option(names = "--sarif", paramLabel = "FILE", defaultValue = "", description = "Write the result as SARIF.")
  private String sarif = "";

  @Option(names = "--replay", paramLabel = "FILE.weft", defaultValue = "",
      description = "Replay a recorded schedule instead of exploring.")
  private String replay = "";

  @Mixin
  private final PlanOptions planOptions = new PlanOptions();

  @Option(names = "--repeat", paramLabel = "N", defaultValue = "1",
      description = "With --replay: follow the schedule so often, and say how many times it went as recorded. Default: 1.")
  private long repeat = 1;

  @Option(names = "--junit", paramLabel = "CLASS[#METHOD]", defaultValue = "",
      description = "Explore a JUnit test method instead of a program.")
  private String junit = "";

  @Parameters(paramLabel = "PROGRAM", arity = "0..*",
      description = "FILE.java, FILE.jar or a class with main; what follows are its arguments.")
  private List<String> program = new ArrayList<>();

  private @Nullable CommandSpec spec;

  /// What follows the program are its arguments, also where this command is mounted in another.
  @Spec
  void specified(CommandSpec own) {
    spec = own;
    own.parser().stopAtPositional(true);
  }

  /// Runs the command alone.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new CheckCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (junit.isEmpty() == program.isEmpty()) {
      throw usage("name one program (FILE.java, FILE.jar or a class with main), or --junit CLASS[#METHOD]");
    }
    if (!replay.isEmpty() && !Files.isRegularFile(Path.of(replay))) {
      throw usage("there is no replay file " + replay);
    }
    if (repeat < 1 || repeat > 1 && replay.isEmpty()) {
      throw usage("--repeat N belongs to --replay FILE.weft, with N at least 1");
    }
    if (schedules < 0) {
      throw usage("--schedules N is a number of schedules, or 0 for no limit, not " + schedules);
    }
    List.of(report, json, sarif).forEach(this::mustBeWritable);
    Path scratch = Files.createTempDirectory("weft-check");
    try {
      return explore(scratch);
    } catch (IllegalStateException e) {
      line().getErr().println("weft check: " + e.getMessage());
      return UNCONTROLLED;
    } catch (Program.NotUsable e) {
      throw usage(String.valueOf(e.getMessage()));
    } finally {
      Scratch.delete(scratch);
    }
  }

  /// Said before the time is spent.
  private void mustBeWritable(String file) {
    Path folder = Path.of(file).toAbsolutePath().getParent();
    if (!file.isEmpty() && (Files.isDirectory(Path.of(file)) || folder == null)) {
      throw usage("cannot write the report to " + file + ": it is a folder");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw usage("cannot write the report to " + file + ": there is no folder " + folder);
    }
  }

  private int explore(Path scratch) throws IOException, InterruptedException, Program.NotUsable {
    int exit = junit.isEmpty() ? exploreProgram(scratch) : exploreTest(scratch);
    int verdict = exit - ChildMain.VERDICT;
    if (exit == ChildMain.NOT_STARTED && !jvmOptions.isEmpty()) {
      throw usage("the JVM that explores does not start with " + String.join(" ", jvmOptions) + ", for the reason above: change --jvm");
    }
    if (verdict < 0 || verdict > UNCONTROLLED) {
      throw new IllegalStateException("the JVM that explores ended with exit code " + exit + " before it had a verdict");
    }
    return verdict;
  }

  /// The JVM starts while the program is compiled.
  private int exploreProgram(Path scratch) throws IOException, InterruptedException, Program.NotUsable {
    try (Program ready = Program.of(program.getFirst(), classPath, jvmOptions, Files.createDirectory(scratch.resolve("classes")))) {
      Launch launch = launch(ready.classPath());
      Plan plan = plan(!launch.debugs());
      try (Children children = new Children(launch, scratch, ProcessBuilder::inheritIO)) {
        children.start(plan.backend());
        return children.run(request(Request.Kind.MAIN, ready.mainClass(), "", arguments(), ready.name(), plan));
      }
    }
  }

  private int exploreTest(Path scratch) throws IOException, InterruptedException {
    int hash = junit.indexOf('#');
    String type = hash < 0 ? junit : junit.substring(0, hash);
    String method = hash < 0 ? "" : junit.substring(hash + 1);
    String name = type.substring(type.lastIndexOf('.') + 1) + (method.isEmpty() ? "" : "-" + method);
    Launch launch = launch(classPath.isEmpty() ? "." : classPath);
    try (Children children = new Children(launch, scratch, ProcessBuilder::inheritIO)) {
      return children.run(request(Request.Kind.JUNIT, type, method, List.of(), name, plan(!launch.debugs())));
    }
  }

  private Launch launch(String path) {
    return new Launch(jvmOptions, racesAllowed, path, Path.of("").toAbsolutePath());
  }

  private Plan plan(boolean watched) {
    try {
      return planOptions.plan(watched, replay);
    } catch (IllegalArgumentException | IOException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private List<String> arguments() {
    boolean marked = program.size() > 1 && program.get(1).equals("--");
    return List.copyOf(program.subList(marked ? 2 : 1, program.size()));
  }

  private Request request(Request.Kind kind, String target, String method, List<String> arguments, String name,
      Plan plan) {
    boolean terminal = System.console() != null && System.console().isTerminal();
    return new Request(kind, target, method, arguments, schedules, time.toMillis(), strategy, seed, keepGoing, name, replay,
        repeat, again(), terminal, report, json, sarif, "", false, plan);
  }

  /// The command that runs the same program again, without what only concerned this run.
  private String again() {
    StringBuilder text = new StringBuilder(Invocation.typed());
    if (spec != null && spec.parent() != null) {
      text.append(' ').append(spec.name());
    }
    if (!classPath.isEmpty()) {
      text.append(" --class-path ").append(Shell.quote(classPath));
    }
    jvmOptions.forEach(option -> text.append(" --jvm ").append(Shell.quote(option)));
    if (!racesAllowed.isEmpty()) {
      text.append(" --races-allowed ").append(Shell.quote(String.join(",", racesAllowed)));
    }
    text.append(" --replay ").append(Summary.REPLAY);
    if (!junit.isEmpty()) {
      text.append(" --junit ").append(Shell.quote(junit));
    }
    program.forEach(word -> text.append(' ').append(Shell.quote(word)));
    return text.toString();
  }

  private CommandLine line() {
    CommandSpec known = spec;
    return known == null ? new CommandLine(this) : known.commandLine();
  }

  private ParameterException usage(String message) {
    return new ParameterException(line(), message);
  }
}
