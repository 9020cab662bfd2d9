package dev.weft.check.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.check.launch.ClassPath;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `@WeftCheck` where others start the tests: in a JVM with a class path made by a build tool, and in a class loader made by a
/// launcher.
class LaunchersIT {
  private static final Path SOURCES = Path.of("src/test/resources/launchers").toAbsolutePath();

  @TempDir
  Path directory;

  /// JUnit 5 and 6.
  @ParameterizedTest
  @ValueSource(strings = {"console-5.jar", "console-6.jar"})
  void theConsoleLauncherLoadsTestsByItsOwnClassLoader(String console) throws IOException, InterruptedException {
    Path classes = Files.createDirectory(directory.resolve("classes"));
    String weft = Arrays.stream(ClassPath.current().split(File.pathSeparator)).filter(entry -> entry.contains("weft-check")
        || entry.contains("jspecify")).filter(entry -> !entry.contains("test-classes")).collect(Collectors.joining(File.pathSeparator));
    String jar = Path.of("target/launchers", console).toAbsolutePath().toString();
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), "-cp",
        weft + File.pathSeparator + jar, SOURCES.resolve("AccountTest.java").toString())).isZero();
    String output = run(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar, "execute",
        "--disable-banner", "--disable-ansi-colors", "--class-path", classes + File.pathSeparator + weft, "--select-class", "AccountTest"));
    assertFails(output);
    assertThat(output).containsPattern("1 tests successful").containsPattern("1 tests failed");
  }

  @Test
  void surefireOfASmallProject() throws IOException, InterruptedException {
    String pom = Files.readString(SOURCES.resolve("pom.xml")).replace("@junit@", System.getProperty("junit.version"))
        .replace("@weft@", System.getProperty("weft.check.jar"));
    Files.writeString(directory.resolve("pom.xml"), pom);
    Path tests = Files.createDirectories(directory.resolve("src/test/java"));
    Files.copy(SOURCES.resolve("AccountTest.java"), tests.resolve("AccountTest.java"));
    String output = run(List.of(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(), "-B", "test"));
    assertFails(output);
    assertThat(output).contains("Tests run: 2, Failures: 1, Errors: 0");
  }

  private void assertFails(String output) {
    assertThat(output).contains("data race on AccountTest.balance", "AccountTest-bothDepositsCount-1.weft --junit AccountTest#bothDepositsCount")
        .doesNotContain("AccountTest-bothLockedDepositsCount-1.weft");
    assertThat(directory.resolve("AccountTest-bothDepositsCount-1.weft")).exists();
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isNotZero();
    return output;
  }
}
