package dev.weft.verify;

import dev.weft.check.cli.CheckCommand;
import dev.weft.check.engine.report.Json;
import dev.weft.check.launch.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What `weft check` says of a driver.
///
/// @param exit   0 if nothing was found, 1 for a bug
/// @param output for people
/// @param report as JSON
record Explored(int exit, String output, Map<String, ?> report) {
  /// Its slots race on purpose: a thief reads what it then may not take. All else that races is reported.
  private static final String RACES_ON_PURPOSE = "dev.weft.internal.run.RunQueue";

  /// Runs the command in a JVM of its own, with the working directory for replay files.
  ///
  /// @param first classes that come before Weft's own: a folder, or an empty path for none
  static Explored of(Driver driver, Path first, String strategy, String time, Path directory)
      throws IOException, InterruptedException {
    String separator = System.getProperty("path.separator");
    String classPath = (first.toString().isEmpty() ? "" : first + separator) + ClassPath.current();
    Path json = directory.resolve("result.json");
    Path output = directory.resolve("output.txt");
    Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", ClassPath.current(), CheckCommand.class.getName(),
            "--class-path", classPath, "--strategy", strategy, "--time", time, "--json", json.toString(),
            "--jvm", "-Ddev.weft.check.inside=" + driver.inside,
            "--jvm", "-Ddev.weft.check.racesAccepted=" + RACES_ON_PURPOSE, driver.program, driver.scenario))
        .directory(directory.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    int exit = process.waitFor();
    return new Explored(exit, Files.readString(output), Files.exists(json) ? Json.parseObject(Files.readString(json)) : Map.of());
  }

  boolean complete() {
    return Boolean.TRUE.equals(report.get("complete"));
  }
}
