package dev.weft.bench.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Lets Maven fetch the jars that a peer's `pom.xml` names.
final class MavenJars {
  private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies";

  private MavenJars() {}

  /// Copies the jars into the folder `libs` beside the `pom.xml`.
  static void copy(Path folder, String whatFor) throws MissingToolchainException, InterruptedException {
    String mvn = Tool.need("mvn", whatFor).toString();
    Tool.run(folder, List.of(mvn, "-B", "-q", "-f", "pom.xml", COPY, "-DoutputDirectory=libs"));
  }

  /// The class path of all jars that were copied.
  static String classPath(Path folder) throws IOException {
    try (Stream<Path> jars = Files.list(folder.resolve("libs"))) {
      return Jvm.join(jars.map(Path::toString).sorted().toList());
    }
  }
}
