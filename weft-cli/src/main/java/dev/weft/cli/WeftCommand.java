package dev.weft.cli;

import dev.weft.bench.BenchCommand;
import dev.weft.check.cli.CheckCommand;
import dev.weft.cli.run.RunCommand;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/// `weft`: mounts the subcommands and turns what goes wrong into one message and an exit code.
@Command(
    name = "weft",
    description = "Runs, checks and measures concurrent Java programs.",
    mixinStandardHelpOptions = true,
    versionProvider = WeftVersion.class,
    synopsisSubcommandLabel = "COMMAND")
public final class WeftCommand implements Callable<Integer> {
  private static final int USAGE = 2;
  private static final int BUG = 70;

  /// The entry point of `weft.jar`.
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine weft = new CommandLine(new WeftCommand());
    weft.addSubcommand(RunCommand.commandLine());
    weft.addSubcommand(new CheckCommand());
    weft.addSubcommand(new BenchCommand());
    weft.getSubcommands().values().forEach(command -> command.getCommandSpec().versionProvider(new WeftVersion()));
    weft.registerConverter(int.class, text -> number(text, Integer::valueOf));
    weft.registerConverter(Integer.class, text -> number(text, Integer::valueOf));
    weft.registerConverter(long.class, text -> number(text, Long::valueOf));
    weft.setParameterExceptionHandler((e, _) -> usage(e.getCommandLine(), message(e)));
    weft.setExecutionExceptionHandler(
        (e, command, _) -> {
          if (e instanceof UsageException) {
            return usage(command, String.valueOf(e.getMessage()));
          }
          e.printStackTrace(command.getErr());
          return BUG;
        });
    return weft;
  }

  @Override
  public Integer call() throws UsageException {
    throw new UsageException("which command?");
  }

  private static <N> N number(String text, Function<String, N> parse) {
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is no whole number, or too large");
    }
  }

  private static String message(ParameterException e) {
    CommandLine command = e.getCommandLine();
    if (e instanceof UnmatchedArgumentException other && !other.isUnknownOption() && command.getParent() == null) {
      return "there is no command '" + other.getUnmatched().getFirst() + "': choose one of "
          + String.join(", ", command.getSubcommands().keySet());
    }
    return String.valueOf(e.getMessage());
  }

  private static int usage(CommandLine command, String message) {
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    err.println(name + ": " + message + " (" + name + " --help shows the options)");
    return USAGE;
  }
}
