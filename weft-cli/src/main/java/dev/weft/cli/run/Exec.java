package dev.weft.cli.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Replaces this process by a command, as the shell's `exec` does: process number, standard streams, working folder,
/// parent and signals stay, so the command's exit code is the process's.
///
/// Where that is not possible, on Windows, the command runs as a child that shares the streams, and its exit code is
/// handed on.
final class Exec {
  private static final int STANDARD_ERROR = 2;
  private static final int COULD_NOT_START = 126;

  private Exec() {}

  /// Returns only with a child's exit code, or when the command could not be started.
  static int become(LaunchPlan plan) throws IOException {
    if (isWindows()) {
      return child(plan);
    }
    Posix posix = prepared();
    plan.setAside().forEach(posix::rename);
    posix.execute(plan.command());
    System.err.println("weft run: cannot start " + plan.command().getFirst());
    return COULD_NOT_START;
  }

  /// All that [#become] does but the steps that cannot be taken back; an archive of classes made of such a run has what
  /// a real one needs.
  static void rehearse() throws IOException {
    if (!isWindows()) {
      prepared();
    }
  }

  private static Posix prepared() throws IOException {
    Posix posix = Posix.link();
    posix.unblockQuit();
    closeOwnFiles(posix);
    return posix;
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  /// This JVM's jars and images would stay open in the program for nothing. What the caller has left open to the
  /// program is the program's. Where `/proc` is not there, they stay.
  private static void closeOwnFiles(Posix posix) throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return;
    }
    List<Path> own = List.of(Path.of(System.getProperty("java.home")), Path.of(System.getProperty("java.class.path")));
    try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : open) {
        int number = Integer.parseInt(descriptor.getFileName().toString());
        if (number > STANDARD_ERROR && isOwn(descriptor, own)) {
          posix.closeOnExec(number);
        }
      }
    }
  }

  private static boolean isOwn(Path descriptor, List<Path> own) {
    try {
      Path file = Files.readSymbolicLink(descriptor);
      return own.stream().anyMatch(file::startsWith);
    } catch (IOException gone) {
      return false;
    }
  }

  private static int child(LaunchPlan plan) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(plan.command()).inheritIO();
    plan.setAside()
        .forEach(
            (aside, name) -> {
              String value = builder.environment().remove(aside);
              if (value != null) {
                builder.environment().put(name, value);
              }
            });
    Process child = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(child::destroy));
    for (; ; ) {
      try {
        return child.waitFor();
      } catch (InterruptedException ignored) {
        // nobody cancels the wait for the program; only its end ends it
      }
    }
  }
}
