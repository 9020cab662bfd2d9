package dev.weft.examples;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Compiles Java sources against Weft.
final class Compiled {
  private static Path examples;

  private Compiled() {}

  /// The folder with the classes of all examples, which are compiled once.
  static synchronized Path examples() {
    if (examples == null) {
      try {
        Path folder = Files.createTempDirectory("weft-examples");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        String complaints = compile(folder, exampleFiles());
        if (!complaints.isEmpty()) {
          throw new AssertionError("the examples do not compile:\n" + complaints);
        }
        examples = folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return examples;
  }

  static List<Path> exampleFiles() throws IOException {
    try (Stream<Path> files = Files.list(Child.EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /// What the compiler has to say about the sources, warnings included; empty if nothing.
  static String compile(Path target, List<Path> sources) throws IOException {
    return compile(target, sources, "-Xlint:all,-path,-try"); // try: close() of a scope waits, so it throws InterruptedException
  }

  /// What the compiler refuses; empty if nothing.
  static String errors(Path target, List<Path> sources) throws IOException {
    return compile(target, sources, "-Xlint:none");
  }

  private static String compile(Path target, List<Path> sources, String lint) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var complaints = new StringWriter();
    List<String> options =
        List.of(
            "-d", target.toString(),
            "--class-path", System.getProperty("java.class.path"),
            "--release", "25",
            "-proc:none",
            lint);
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      compiler.getTask(complaints, files, null, options, null, files.getJavaFileObjectsFromPaths(sources)).call();
    }
    return complaints.toString();
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
