package dev.weft.check.launch;

import dev.weft.check.engine.explore.ChildMain;
import dev.weft.check.engine.explore.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts the JVM in which the program is explored. It is the JVM that runs this code, with the checker's runtime on its boot
/// class path; the user's own options come before, the user's environment is passed on untouched.
public final class Launch {
  private final List<String> jvmOptions;
  private final List<String> racesAllowed;
  private final String classPath;
  private final Path directory;

  /// @param jvmOptions   of the user, for the JVM that runs the program
  /// @param racesAllowed prefixes of the names of classes that race on purpose
  /// @param classPath    of the program
  /// @param directory    where it runs
  public Launch(List<String> jvmOptions, List<String> racesAllowed, String classPath, Path directory) {
    this.jvmOptions = List.copyOf(jvmOptions);
    this.racesAllowed = List.copyOf(racesAllowed);
    this.classPath = classPath;
    this.directory = directory;
  }

  /// True if a debugger may stop the program, so that the wall clock says nothing.
  public boolean debugs() {
    return jvmOptions.stream().anyMatch(option -> option.startsWith("-agentlib:jdwp") || option.startsWith("-Xrunjdwp"));
  }

  /// Starts it with the request in a file; the caller decides where its streams go.
  ProcessBuilder process(Path request, Plan.Backend backend) throws IOException {
    String jar = RuntimeJar.path().toString();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (jvmOptions.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
      command.add("-XX:+UseSerialGC");
    }
    command.addAll(List.of("-Xshare:auto", "-Djava.util.concurrent.ForkJoinPool.common.parallelism=3"));
    if (backend == Plan.Backend.PLATFORM) {
      // Without continuations the JDK gives each virtual thread a kernel thread.
      command.addAll(List.of("-D" + ChildMain.BACKEND + "=platform", "-XX:+UnlockExperimentalVMOptions", "-XX:-VMContinuations"));
    }
    if (!racesAllowed.isEmpty()) {
      command.add("-D" + ChildMain.RACES_ALLOWED + "=" + String.join(",", racesAllowed));
    }
    command.addAll(jvmOptions);
    command.addAll(List.of("-Xbootclasspath/a:" + jar, "-javaagent:" + jar,
        "--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED",
        "--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED",
        "--add-exports", "java.base/jdk.internal.vm.annotation=ALL-UNNAMED",
        "--add-opens", "java.base/java.lang=ALL-UNNAMED",
        "--add-opens", "java.base/jdk.internal.vm=ALL-UNNAMED",
        "--add-opens", "java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens", "java.base/java.util.concurrent.locks=ALL-UNNAMED",
        "-ea", "-Xlog:disable", "-Xlog:all=error:stderr",
        "-Ddev.weft.unmounted=true", // fibers of Weft are virtual threads of the JDK then, and controlled as these are
        "-cp", classPath, ChildMain.class.getName(), request.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    giveBack(builder.environment());
    return builder;
  }

  /// What JVMs read from the environment, which the launching script kept from this one.
  private static void giveBack(Map<String, String> environment) {
    for (String name : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      String value = environment.remove("WEFT_SET_ASIDE_" + name);
      if (value != null) {
        environment.put(name, value);
      }
    }
  }
}
