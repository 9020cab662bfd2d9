package dev.weft.bench.system;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A command of this machine: finds it on the PATH and runs it.
final class Tool {
  private Tool() {}

  /// The command's file on the PATH.
  static Optional<Path> find(String name) {
    String path = System.getenv("PATH");
    if (path == null) {
      return Optional.empty();
    }
    for (String folder : path.split(File.pathSeparator)) {
      for (String ending : List.of("", ".exe", ".cmd")) {
        Path file = Path.of(folder.isEmpty() ? "." : folder, name + ending);
        if (Files.isExecutable(file) && !Files.isDirectory(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  /// As [#find], for what a system cannot do without.
  static Path need(String name, String whatFor) throws MissingToolchainException {
    return find(name)
        .orElseThrow(
            () -> new MissingToolchainException("no `" + name + "` on the PATH, which " + whatFor + " needs"));
  }

  /// Runs a command to its end and returns what it printed on both of its streams.
  ///
  /// @throws MissingToolchainException if it cannot be started or fails, with the end of what it printed
  static String run(Path folder, List<String> command) throws MissingToolchainException, InterruptedException {
    String tool = Path.of(command.getFirst()).getFileName() + " " + command.get(1);
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new MissingToolchainException("`" + tool + " ...` failed: " + lastLines(printed));
      }
      return printed;
    } catch (IOException e) {
      throw new MissingToolchainException("`" + tool + " ...` could not be run: " + e.getMessage());
    }
  }

  private static String lastLines(String printed) {
    List<String> lines = printed.strip().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }
}
