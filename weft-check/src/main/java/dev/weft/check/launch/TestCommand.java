package dev.weft.check.launch;

import dev.weft.check.Options;
import dev.weft.check.engine.report.Shell;

/// The command that replays a bug of a JUnit test as the annotation would.
public final class TestCommand {
  /// Stands for the replay file.
  public static final String FILE = "FILE.weft";

  private TestCommand() {}

  /// @param test `CLASS#METHOD`
  public static String of(String test, Options options) {
    StringBuilder text = new StringBuilder("weft check --class-path \"$CLASSPATH\"");
    options.jvmOptions().forEach(option -> text.append(" --jvm ").append(Shell.quote(option)));
    if (!options.racesAllowed().isEmpty()) {
      text.append(" --races-allowed ").append(Shell.quote(String.join(",", options.racesAllowed())));
    }
    return text.append(" --replay ").append(FILE).append(" --junit ").append(Shell.quote(test)).toString();
  }
}
