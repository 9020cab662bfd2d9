package dev.weft.cli.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A command run as a process of its own, and what came of it.
record Child(int exit, String out, String err) {
  static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  static final Path WEFT_JAR = Path.of(System.getProperty("weft.jar"));
  static final Path CHECKOUT = Path.of(System.getProperty("weft.checkout")).normalize();
  static final Path PROGRAMS = CHECKOUT.resolve("weft-cli/src/test/programs");

  private static final long PATIENCE_SECONDS = 120;

  /// A command and its surroundings, of which the defaults are: an empty standard input, no variables that a JVM obeys.
  record Command(List<String> words, Path folder, String input, Map<String, String> environment) {
    Command in(Path folder) {
      return new Command(words, folder, input, environment);
    }

    Command reading(String input) {
      return new Command(words, folder, input, environment);
    }

    Command with(String variable, String value) {
      return new Command(words, folder, input, Map.of(variable, value));
    }

    Process start(Path out, Path err) throws IOException {
      ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
      builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
      builder.environment().putAll(environment);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return builder.start();
    }

    Child run() throws IOException, InterruptedException {
      Path out = Files.createTempFile("weft", ".out");
      Path err = Files.createTempFile("weft", ".err");
      try {
        Process process = start(out, err);
        try (var stdin = process.getOutputStream()) {
          stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
          // the program has not read its input, as it may
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("still running: " + words + "\n" + Files.readString(err));
        }
        return new Child(process.exitValue(), Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    }
  }

  static Command command(String... words) {
    return new Command(List.of(words), CHECKOUT, "", Map.of());
  }

  static Command java(String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(JAVA_HOME.resolve("bin/java").toString());
    words.addAll(List.of(arguments));
    return new Command(words, PROGRAMS, "", Map.of());
  }

  /// `java -jar weft.jar run ...`, in the folder of the test programs.
  static Command weftRun(String... arguments) {
    List<String> words = new ArrayList<>(List.of("-jar", WEFT_JAR.toString(), "run"));
    words.addAll(List.of(arguments));
    return java(words.toArray(String[]::new));
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
