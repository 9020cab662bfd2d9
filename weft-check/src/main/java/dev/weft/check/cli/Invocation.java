package dev.weft.check.cli;

import dev.weft.check.engine.report.Shell;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How the user started this JVM, so that a command to be repeated can be given as it was typed.
final class Invocation {
  /// The system property by which a launching script says how it was called.
  static final String PROPERTY = "dev.weft.command";

  private Invocation() {}

  /// `./weft`, `java -jar weft.jar`, or `java -cp ... CLASS`; without the arguments.
  static String typed() {
    return of(System.getProperty(PROPERTY), System.getProperty("java.class.path", ""), System.getProperty("sun.java.command", ""),
        java(System.getenv("PATH"), Path.of(System.getProperty("java.home"), "bin", "java")));
  }

  /// @param script    how the script was called, or null if there was none
  /// @param command   the main class or jar, and its arguments
  /// @param java      the word that starts this Java
  static String of(@Nullable String script, String classPath, String command, String java) {
    if (script != null) {
      return Shell.quote(script);
    }
    if (classPath.endsWith(".jar") && (command.equals(classPath) || command.startsWith(classPath + " "))) {
      return Shell.quote(java) + " -jar " + Shell.quote(classPath);
    }
    return Shell.quote(java) + " -cp " + Shell.quote(classPath) + " " + command.split(" ", 2)[0];
  }

  /// `java` if the search path leads to this one, otherwise its whole path.
  static String java(@Nullable String searchPath, Path own) {
    for (String folder : searchPath == null ? new String[0] : searchPath.split(File.pathSeparator)) {
      Path first = Path.of(folder, "java");
      if (Files.isExecutable(first)) {
        try {
          return Files.isSameFile(first, own) ? "java" : own.toString();
        } catch (IOException e) {
          return own.toString();
        }
      }
    }
    return own.toString();
  }
}
