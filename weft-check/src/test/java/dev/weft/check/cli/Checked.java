package dev.weft.check.cli;

import dev.weft.check.engine.report.Json;
import dev.weft.check.launch.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs the real command in a JVM of its own, as a user would.
final class Checked {
  private static final Path PROGRAMS = Path.of("src/test/resources/programs").toAbsolutePath();
  final int exit;
  final String output;
  final Map<String, Object> json;

  private Checked(int exit, String output, Map<String, Object> json) {
    this.exit = exit;
    this.output = output;
    this.json = json;
  }

  static Path program(String name) {
    return PROGRAMS.resolve(name + ".java");
  }

  static List<String> command(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", ClassPath.current(), CheckCommand.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  static Checked run(Path directory, String... arguments) throws IOException, InterruptedException {
    return run(directory, Map.of(), arguments);
  }

  static Checked run(Path directory, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = command("--json", "result.json");
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
        .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("no verdict within five minutes: " + Files.readString(output));
    }
    Path json = directory.resolve("result.json");
    return new Checked(process.exitValue(), Files.readString(output),
        Files.exists(json) ? Json.parseObject(Files.readString(json)) : Map.of());
  }

  List<String> kinds() {
    return ((List<?>) json.get("bugs")).stream().map(bug -> (String) ((Map<?, ?>) bug).get("kind")).distinct().toList();
  }
}
