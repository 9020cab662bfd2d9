package dev.weft.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process of its own, and what came of it.
record Child(int exit, String out, String err) {
  static final Path CHECKOUT = Path.of(System.getProperty("weft.checkout")).toAbsolutePath().normalize();
  static final Path EXAMPLES = CHECKOUT.resolve("examples");

  private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String WEFT_JAR = Path.of(System.getProperty("weft.jar")).toAbsolutePath().normalize().toString();
  private static final long PATIENCE_SECONDS = 180;

  /// What to run, where, and with which variables besides those of the tests.
  record Command(List<String> words, Path folder, Map<String, String> environment) {
    Command in(Path folder) {
      return new Command(words, folder, environment);
    }

    Command with(String variable, String value) {
      return new Command(words, folder, Map.of(variable, value));
    }

    ProcessBuilder builder() {
      var builder = new ProcessBuilder(words).directory(folder.toFile());
      builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
      builder.environment().putAll(environment);
      return builder;
    }

    /// Runs it to its end. Bytes that are no UTF-8 come back as Latin-1 text, so that nothing is lost in comparisons.
    Child run() throws IOException, InterruptedException {
      Path out = Files.createTempFile("weft", ".out");
      Path err = Files.createTempFile("weft", ".err");
      try {
        Process process = builder().redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
          throw new AssertionError("still running: " + words + "\n" + read(out) + read(err));
        }
        return new Child(process.exitValue(), read(out), read(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    }

    private static String read(Path file) throws IOException {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
  }

  static Command command(String... words) {
    return new Command(List.of(words), CHECKOUT, Map.of());
  }

  /// An example, compiled beforehand, under `weft run` with these options.
  static Command example(List<String> options, String name, String... arguments) {
    var words = new ArrayList<>(List.of(JAVA, "-jar", WEFT_JAR, "run"));
    words.addAll(options);
    words.addAll(List.of("--class-path", Compiled.examples().toString(), name));
    words.addAll(List.of(arguments));
    return command(words.toArray(String[]::new));
  }

  static Command example(String name, String... arguments) {
    return example(List.of(), name, arguments);
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
