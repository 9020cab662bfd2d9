package dev.weft.bench;

import dev.weft.bench.system.JmhBenchmarks;
import dev.weft.bench.system.MissingToolchainException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/// `weft bench jmh`: JMH's own output, options and exit code.
@Command(
    name = "jmh",
    description = "Run the benchmarks of inner loops by JMH: run queue, channel, timers, waiter.")
final class JmhCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help message and exit.")
  private boolean help;

  @Parameters(paramLabel = "PATTERN", description = "What to run, such as RunQueue; all if none. JMH's options follow.")
  private List<String> patterns = new ArrayList<>();

  @Unmatched private List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec known = spec;
    List<String> arguments =
        known == null ? patterns : known.commandLine().getParseResult().originalArgs();
    try {
      Process jmh = new ProcessBuilder(JmhBenchmarks.command(afterName(arguments))).inheritIO().start();
      return jmh.waitFor();
    } catch (MissingToolchainException e) {
      return fail("cannot run JMH: " + e.getMessage());
    } catch (IOException e) {
      return fail("JMH could not be started: " + e.getMessage());
    }
  }

  /// Everything behind the word `jmh` goes to JMH as it is.
  private static List<String> afterName(List<String> arguments) {
    int name = arguments.indexOf("jmh");
    return arguments.subList(name + 1, arguments.size());
  }

  private int fail(String message) {
    CommandSpec known = spec;
    if (known != null) {
      known.commandLine().getErr().println(message);
    }
    return 1;
  }
}
