package dev.weft.cli.run;

import dev.weft.cli.UsageException;
import dev.weft.cli.WeftJar;
import dev.weft.cli.agent.AgentOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `weft run`: reads the options, makes the plan, becomes the program.
@Command(
    name = "run",
    description = {
      "Runs any Java program on Weft: main in a fiber, every virtual thread on Weft's scheduler.",
      "Exit code, standard input and output, signals and arguments are the program's own; "
          + "a program that cannot be started is exit code 2, a deadlock is 3."
    },
    mixinStandardHelpOptions = true,
    customSynopsis = "weft run [OPTION]... FILE.java | FILE.jar | CLASS [--] [ARGUMENT]...",
    sortOptions = false)
public final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--scheduler",
      paramLabel = "NAME",
      description = "who runs fibers: work-stealing (default), event-loop, per-core, kernel or jdk")
  private @Nullable String scheduler;

  @Option(names = "--carriers", paramLabel = "N", description = "kernel threads that carry fibers (default: one a core)")
  private @Nullable String carriers;

  @Option(
      names = {"--class-path", "-cp"},
      paramLabel = "PATH",
      description = "folders and jars of the program (default: $CLASSPATH, else the working folder for a CLASS)")
  private @Nullable String classPath;

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      description = "an option of the program's JVM, such as --jvm -Xmx1g; may be repeated")
  private List<String> jvm = List.of();

  @Option(
      names = "--dump-on-hang",
      paramLabel = "DURATION",
      description = "print the table of fibers once nothing has begun to run for so long, such as 10s")
  private @Nullable String dumpOnHang;

  @Option(
      names = "--show-plan",
      description = "print the java command that would be run, one word a line, and run nothing")
  private boolean showPlan;

  @Parameters(paramLabel = "PROGRAM", description = "a source file, an executable jar or a class, and its arguments")
  private List<String> words = List.of();

  /// The command with a parser that leaves all words after the program to the program.
  public static CommandLine commandLine() {
    return new CommandLine(new RunCommand())
        .setStopAtPositional(true)
        .setExpandAtFiles(false)
        .setAllowOptionsAsOptionParameters(true);
  }

  @Override
  public Integer call() throws UsageException, IOException {
    if (words.isEmpty()) {
      throw new UsageException("the program is missing: FILE.java, FILE.jar or CLASS");
    }
    AgentOptions options = AgentOptions.DEFAULT;
    options = scheduler == null ? options : options.withScheduler("--scheduler", scheduler);
    options = carriers == null ? options : options.withCarriers("--carriers", carriers);
    options = dumpOnHang == null ? options : options.withDumpOnHang("--dump-on-hang", dumpOnHang);
    options = options.checked();
    boolean elsewhere = !jvm.isEmpty() || LaunchPlan.speaksToTheJvm(System.getenv());
    Program program = Program.of(words.getFirst(), classPath, elsewhere);
    Path javaHome = Path.of(System.getProperty("java.home"));
    LaunchPlan plan = LaunchPlan.of(program, arguments(), jvm, options, javaHome, WeftJar.path());
    if (showPlan) {
      Exec.rehearse();
      plan.command().forEach(System.out::println);
      return 0;
    }
    JvmOptions.check(plan, jvm);
    return Exec.become(plan);
  }

  /// What follows the program, without the first `--`.
  private List<String> arguments() {
    boolean separated = words.size() > 1 && words.get(1).equals("--");
    return words.subList(separated ? 2 : 1, words.size());
  }
}
