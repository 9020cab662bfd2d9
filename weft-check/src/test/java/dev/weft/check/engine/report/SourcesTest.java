package dev.weft.check.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
  @TempDir
  Path folder;

  @Test
  void aFileIsNamedByItsPathIfThereIsOnlyOne() throws IOException {
    make("src/main/java/bank/Seats.java");
    make("target/copy/Seats.java");
    make(".hidden/Seats.java");
    make("one/Twice.java");
    make("two/Twice.java");
    Sources sources = Sources.below(folder);
    assertThat(sources.pathOf("Seats.java")).isEqualTo("src/main/java/bank/Seats.java");
    assertThat(sources.pathOf("Twice.java")).isEqualTo("Twice.java");
    assertThat(sources.pathOf("Elsewhere.java")).isEqualTo("Elsewhere.java");
    assertThat(Sources.below(folder.resolve("nowhere")).pathOf("Seats.java")).isEqualTo("Seats.java");
  }

  private void make(String file) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "");
  }
}
