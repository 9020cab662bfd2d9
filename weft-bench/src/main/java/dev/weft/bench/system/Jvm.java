package dev.weft.bench.system;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Starts peers on the JVM that this process runs on. All of them get the same options.
final class Jvm {
  /// As `weft run` asks for (`LaunchPlan`). They are for all, lest a difference between two JVMs look like one between two schedulers.
  static final List<String> TUNING = List.of("-XX:+UseCompactObjectHeaders", "-XX:InlineSmallCode=6000");

  private Jvm() {}

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// The class path of this process, in absolute paths: Weft, the harness and the workloads are on it.
  static String classPath() {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
    return join(Arrays.stream(entries).map(entry -> Path.of(entry).toAbsolutePath().toString()).toList());
  }

  static String version() {
    return System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version");
  }

  /// A command that runs a main class with `classPath`, on the same options for every system.
  static List<String> command(Variant variant, List<String> options, String classPath, String mainClass) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(TUNING);
    command.addAll(options);
    command.add("-Djdk.virtualThreadScheduler.parallelism=" + variant.workers());
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    return command;
  }

  static String join(List<String> classPaths) {
    return String.join(File.pathSeparator, classPaths);
  }
}
