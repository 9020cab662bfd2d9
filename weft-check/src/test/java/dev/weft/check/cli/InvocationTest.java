package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvocationTest {
  @Test
  void repeatsTheScriptAsItWasTyped() {
    assertThat(Invocation.of("../weft", "/opt/weft.jar", "/opt/weft.jar check X.java", "java")).isEqualTo("../weft");
    assertThat(Invocation.of("/my tools/weft", "", "", "java")).isEqualTo("'/my tools/weft'");
  }

  @Test
  void repeatsTheJarAsItWasTyped() {
    assertThat(Invocation.of(null, "target/weft.jar", "target/weft.jar check X.java", "java")).isEqualTo("java -jar target/weft.jar");
    assertThat(Invocation.of(null, "a b.jar", "a b.jar", "/jdk/bin/java")).isEqualTo("/jdk/bin/java -jar 'a b.jar'");
  }

  @Test
  void repeatsTheMainClass() {
    assertThat(Invocation.of(null, "weft.jar", "dev.weft.Main check X.java", "java")).isEqualTo("java -cp weft.jar dev.weft.Main");
  }

  @Test
  void saysJavaOnlyIfThatIsThisOne(@TempDir Path directory) throws IOException {
    Path own = Files.createFile(directory.resolve("java"));
    assertThat(own.toFile().setExecutable(true)).isTrue();
    assertThat(Invocation.java("/nowhere:" + directory, own)).isEqualTo("java");
    assertThat(Invocation.java("/nowhere", own)).isEqualTo(own.toString());
    assertThat(Invocation.java(null, own)).isEqualTo(own.toString());
  }
}
