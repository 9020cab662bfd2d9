package dev.weft.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What an older JVM says of `weft.jar`: what to do, instead of that it cannot read its classes.
class OldJavaIT {
  private static final int JAVA_8 = 52;

  @Test
  void theFirstClassCanBeReadByAll() throws Exception {
    try (var jar = new JarFile(Child.WEFT_JAR.toFile())) {
      var names = jar.getManifest().getMainAttributes();
      assertThat(names.getValue("Premain-Class")).isEqualTo(names.getValue("Main-Class"));
      try (var bytes = new DataInputStream(jar.getInputStream(jar.getEntry(names.getValue("Main-Class").replace('.', '/') + ".class")))) {
        bytes.skipBytes(6);
        assertThat(bytes.readUnsignedShort()).isEqualTo(JAVA_8);
      }
    }
  }

  @Test
  void anOlderOneIsToldWhatToDo() throws Exception {
    Optional<Path> old = oldJava();
    assumeTrue(old.isPresent(), "no Java before 25 here");
    String java = old.get().toString();
    for (Child child : new Child[] {
      Child.command(java, "-jar", Child.WEFT_JAR.toString(), "run", "App.jar").run(),
      Child.command(java, "-javaagent:" + Child.WEFT_JAR, "-version").run()
    }) {
      assertThat(child.exit()).isEqualTo(2);
      assertThat(child.err().lines()).singleElement().asString().startsWith("weft: ").contains("needs Java 25 or newer, and this is Java ", "let ./weft find one");
    }
  }

  private static Optional<Path> oldJava() throws Exception {
    Path folder = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(folder)) {
      return homes.map(home -> home.resolve("bin/java")).filter(Files::isExecutable).filter(OldJavaIT::isOld).findFirst();
    }
  }

  private static boolean isOld(Path java) {
    try {
      String release = Files.readString(java.getParent().resolveSibling("release"));
      return release.lines().anyMatch(line -> line.matches("JAVA_VERSION=\"(1\\.8|9|1\\d|2[0-4])\\b.*"));
    } catch (IOException noRelease) {
      return false;
    }
  }
}
