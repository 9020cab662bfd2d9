package dev.weft.cli.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/// Classes and jars made of source text, for tests.
final class Compiled {
  private Compiled() {}

  /// Compiles a program of the test folder into `folder`.
  static Path program(Path folder, String name) {
    return compile(folder, "", Child.PROGRAMS.resolve(name + ".java"));
  }

  static Path compile(Path folder, String classPath, Path... sources) {
    List<String> words = new ArrayList<>(List.of("-cp", classPath, "-d", folder.toString()));
    for (Path source : sources) {
      words.add(source.toString());
    }
    int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
    if (failed != 0) {
      throw new AssertionError(List.of(sources) + " do not compile");
    }
    return folder;
  }

  /// A jar of the classes in `folder`, with the given attributes in its manifest.
  static Path jar(Path jar, Path folder, Map<String, String> attributes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach(manifest.getMainAttributes()::putValue);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file, manifest);
        Stream<Path> paths = Files.walk(folder)) {
      List<Path> classes = paths.filter(path -> path.toString().endsWith(".class")).toList();
      for (Path path : classes) {
        entries.putNextEntry(new ZipEntry(folder.relativize(path).toString().replace('\\', '/')));
        entries.write(Files.readAllBytes(path));
      }
    }
    return jar;
  }
}
