package dev.weft.cli.run;

import dev.weft.cli.UsageException;
import dev.weft.cli.agent.AgentOptions;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The command that the process is to become: words, the first being the executable, and variables of the environment
/// that were set aside while `weft` itself ran (name of the set-aside one, own name).
///
/// The program is started by the stock java launcher with Weft's agent in front, so that all that the launcher does for
/// a program (manifests, source files, instance `main`, its messages, its exit codes) is the launcher's own work.
record LaunchPlan(List<String> command, Map<String, String> setAside) {
  /// Variables that a JVM obeys and announces on standard error: the script hides them from the JVM of `weft`.
  static final List<String> JVM_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final String SET_ASIDE = "WEFT_SET_ASIDE_";

  /// What the JDK has, but not by default; the user's options come after it. Objects are smaller, which many fibers show most. And what a
  /// fiber calls to send or receive may become part of its own loop: then fewer frames move at each switch.
  /// The bench gives its peers the same.
  private static final List<String> TUNING = List.of("-XX:+UseCompactObjectHeaders", "-XX:InlineSmallCode=6000");

  /// Whether the environment has options for the program's JVM, or a class path.
  static boolean speaksToTheJvm(Map<String, String> environment) {
    return environment.containsKey("CLASSPATH")
        || JVM_VARIABLES.stream()
            .anyMatch(name -> environment.containsKey(name) || environment.containsKey(SET_ASIDE + name));
  }

  static LaunchPlan of(
      Program program, List<String> arguments, List<String> jvm, AgentOptions options, Path javaHome, Path weftJar)
      throws UsageException {
    if (weftJar.toString().contains("=")) {
      throw new UsageException("a JVM cannot load an agent from a path with '=' in it; move " + weftJar);
    }
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.add("-javaagent:" + weftJar + "=" + options.byWeft().toWords());
    command.addAll(TUNING);
    command.addAll(jvm);
    switch (program) {
      case Program.Jar(var file) -> {
        command.add("-jar");
        command.add(file);
      }
      case Program.Source(var file, var classPath) -> {
        if (classPath != null) {
          command.add("--class-path");
          command.add(classPath);
        }
        command.add(file);
      }
      case Program.MainClass(var name, var classPath) -> {
        if (classPath != null) {
          command.add("--class-path");
          command.add(classPath + File.pathSeparator + weftJar);
        }
        command.add(name);
      }
    }
    command.addAll(arguments);
    Map<String, String> setAside = new LinkedHashMap<>();
    for (String name : JVM_VARIABLES) {
      setAside.put(SET_ASIDE + name, name);
    }
    return new LaunchPlan(List.copyOf(command), setAside);
  }
}
