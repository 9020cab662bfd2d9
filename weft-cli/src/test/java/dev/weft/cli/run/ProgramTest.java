package dev.weft.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.cli.UsageException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of a program before a JVM is started for it, and what is left to the launcher.
class ProgramTest {
  @TempDir private Path folder;

  @Test
  void aClassIsLookedForWhereTheClassPathSays() throws Exception {
    Files.createFile(Files.createDirectory(folder.resolve("bank")).resolve("Main.class"));
    String there = folder.toString();
    assertThat(Program.of("bank.Main", there, false)).isEqualTo(new Program.MainClass("bank.Main", there));
    assertThatThrownBy(() -> Program.of("bank.Other", there, false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there is no class bank.Other in " + there);
    assertThat(Program.of("bank.Other", there, true)).as("where options may name other places").isInstanceOf(Program.MainClass.class);
  }

  @Test
  void whatMayBeInAJarIsLeftToTheLauncher() throws Exception {
    String both = folder + File.pathSeparator + folder.resolve("bank.jar");
    assertThat(Program.of("bank.Main", both, false)).isEqualTo(new Program.MainClass("bank.Main", both));
  }

  @Test
  void aJarWithoutAManifestHasNoMainClass() throws Exception {
    Path jar = folder.resolve("bank.jar");
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("README"));
    }
    assertThatThrownBy(() -> Program.of(jar.toString(), null, false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("bank.jar has no Main-Class in its manifest");
  }
}
