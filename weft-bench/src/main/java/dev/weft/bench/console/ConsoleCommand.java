package dev.weft.bench.console;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that answers where its caller wants it: picocli's streams where it was called through picocli, else the JVM's.
public abstract class ConsoleCommand {
  @Spec private @Nullable CommandSpec spec;

  protected ConsoleCommand() {}

  /// How it was called; null if not through picocli.
  protected final @Nullable CommandSpec spec() {
    return spec;
  }

  /// For results.
  protected final PrintWriter out() {
    CommandSpec known = spec;
    return known == null ? new PrintWriter(System.out, true) : known.commandLine().getOut();
  }

  /// One line about how it goes.
  protected final void say(String line) {
    CommandSpec known = spec;
    PrintWriter err = known == null ? new PrintWriter(System.err, true) : known.commandLine().getErr();
    err.println(line);
    err.flush();
  }

  /// A mistake in the arguments, to be thrown.
  protected final ParameterException mistake(String message) {
    CommandSpec known = spec;
    return new ParameterException(known == null ? new CommandLine(this) : known.commandLine(), message);
  }
}
