package dev.weft.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A mistake made in one of Weft's sources: one passage replaced. Compiled by itself, it comes before the right class on the class path of
/// whatever must find it.
///
/// @param file        below `dev/weft`, without its ending
/// @param passage     what is replaced; it is there exactly once
/// @param replacement what is there instead
public record Mistake(String file, String passage, String replacement) {
  private static final Path SOURCES = Path.of("..", "weft-core", "src", "main", "java", "dev", "weft");

  /// Compiles the source with the mistake; returns the folder of its classes.
  public Path compile(Path directory) throws IOException {
    String right = Files.readString(SOURCES.resolve(file + ".java"));
    int at = right.indexOf(passage);
    if (at < 0 || right.indexOf(passage, at + 1) >= 0) {
      throw new AssertionError(file + ".java does not have this passage exactly once, so the mistake must be made elsewhere:\n" + passage);
    }
    Path source = directory.resolve("source").resolve(Path.of(file + ".java").getFileName());
    Files.createDirectories(source.getParent());
    Files.writeString(source, right.replace(passage, replacement));
    Path classes = Files.createDirectories(directory.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      List<String> options = List.of("-g", "-nowarn", "-proc:none", "-d", classes.toString());
      if (!compiler.getTask(null, files, null, options, null, files.getJavaFileObjects(source)).call()) {
        throw new AssertionError("the mistake does not compile");
      }
    }
    return classes;
  }
}
