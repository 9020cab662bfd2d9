package dev.weft.bench.check;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How to start `weft check` from here: the command line that a user gave, or this JVM with this class path.
final class WeftCommandLine {
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

  /// Main classes that understand `check`, the best first, with what to say to them.
  private static final Map<String, List<String>> LAUNCHERS =
      Map.of("dev.weft.cli.WeftCommand", List.of("check"), "dev.weft.check.cli.CheckCommand", List.of());

  private static final List<String> ORDER = List.of("dev.weft.cli.WeftCommand", "dev.weft.check.cli.CheckCommand");

  private WeftCommandLine() {}

  /// Splits a command line at blanks.
  static List<String> parse(String line) {
    return Arrays.stream(line.strip().split("\\s+")).toList();
  }

  /// This JVM's own `weft check`.
  ///
  /// @throws IllegalStateException if it is not on the class path; the message says which option helps
  static List<String> ofThisJvm() {
    for (String main : ORDER) {
      if (isThere(main)) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK_START);
        command.add("-cp");
        command.add(classPath());
        command.add(main);
        command.addAll(LAUNCHERS.getOrDefault(main, List.of()));
        return command;
      }
    }
    throw new IllegalStateException(
        "weft check is not on this class path. Say how to start it: --weft \"/path/to/weft check\"");
  }

  private static boolean isThere(String name) {
    try {
      Class.forName(name, false, WeftCommandLine.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static String classPath() {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
    return String.join(
        File.pathSeparator,
        Arrays.stream(entries).map(entry -> Path.of(entry).toAbsolutePath().toString()).toList());
  }
}
