package dev.weft.cli.run;

import static dev.weft.cli.run.Child.weftRun;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs that know nothing of Weft, run by `weft run`.
class StrangersIT {
  private static final Path STRANGERS = Path.of(System.getProperty("weft.strangers"));

  @TempDir private Path folder;

  private static String classPath(String... jars) {
    return Arrays.stream(jars)
        .map(jar -> STRANGERS.resolve(jar + ".jar").toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  @ParameterizedTest
  @ValueSource(strings = {"work-stealing", "event-loop", "per-core", "kernel", "jdk"})
  void anHttpServerAndItsClientOnEachScheduler(String scheduler) throws Exception {
    Child child = weftRun("--scheduler", scheduler, "Everywhere.java").run();
    assertThat(child.err()).isEmpty();
    assertThat(child.exit()).isZero();
    assertThat(child.lines()).contains("answered 1000");
    boolean onTheJdks = child.out().contains("ForkJoinPool");
    assertThat(onTheJdks).isEqualTo(scheduler.equals("jdk"));
  }

  @Test
  void aPoolOfConnectionsToAnEmbeddedDatabase() throws Exception {
    Child child =
        weftRun("--class-path", classPath("HikariCP", "h2", "slf4j-api", "slf4j-nop"), "Pool.java").run();
    assertThat(child.err()).isEmpty();
    assertThat(child.lines()).first().isEqualTo("sum 1000 in 10");
    assertThat(child.out()).doesNotContain("ForkJoinPool");
    assertThat(child.exit()).isZero();
  }

  @Test
  void junitsConsoleLauncher() throws Exception {
    String junit = classPath("junit-platform-console-standalone");
    Compiled.compile(folder, junit, Child.PROGRAMS.resolve("StrangerTest.java"));
    Child child =
        weftRun(junit, "execute", "--class-path", folder.toString(), "--scan-class-path", "--disable-banner").run();
    assertThat(child.exit()).as(child.err()).isEqualTo(1);
    assertThat(child.out()).contains("2 tests successful", "1 tests failed", "fails()");
  }
}
