package dev.weft.cli.run;

import static dev.weft.cli.run.Child.command;
import static dev.weft.cli.run.Child.weftRun;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Signals reach the program, whose process it is.
@DisabledOnOs(OS.WINDOWS)
class SignalIT {
  private static final String END = System.lineSeparator();

  @TempDir private Path folder;

  @Test
  void theProcessBecomesTheProgramAndItsHooksRunOnSigterm() throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = weftRun("Hooked.java").start(out, err);
    try {
      await(() -> Files.readString(out).endsWith(END), process);
      assertThat(Files.readString(out)).isEqualTo("pid " + process.pid() + END);
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 15);
      assertThat(Files.readString(out)).endsWith("hook" + END);
      assertThat(Files.readString(err)).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void eachSigquitPrintsTheJvmsDumpAndThenTheTable() throws Exception {
    int signals = 20;
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = weftRun("Dumped.java", "" + signals).start(out, err);
    try {
      await(() -> Files.readString(out).startsWith("ready"), process);
      // The first signals may come before the JVM tells of them: they print its own dump only.
      while (process.isAlive() && tables(out) == 0) {
        quit(process);
        process.waitFor(100, TimeUnit.MILLISECONDS);
      }
      while (process.isAlive() && tables(out) < signals) {
        long before = tables(out);
        quit(process);
        await(() -> !process.isAlive() || tables(out) > before, process);
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(Files.readString(err)).isEmpty();
      String printed = Files.readString(out);
      assertThat(tables(out)).isGreaterThanOrEqualTo(signals); // one more if a table came later than the next signal
      assertThat(printed.indexOf("Full thread dump")).isBetween(0, printed.indexOf("table" + END));
    } finally {
      process.destroyForcibly();
    }
  }

  /// The table goes where the JVM's own dump goes, whatever the program has made of `System.out`.
  @Test
  void theTableGoesToTheProcesssOutput() throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = weftRun("Redirected.java").start(out, err);
    try {
      await(() -> Files.readString(out).startsWith("ready"), process);
      await(
          () -> {
            quit(process);
            process.waitFor(100, TimeUnit.MILLISECONDS);
            return Files.readString(out).contains("fiber main");
          },
          process);
    } finally {
      process.destroyForcibly();
    }
  }

  private static long tables(Path out) throws Exception {
    return Files.readString(out).lines().filter(line -> line.endsWith("table")).count();
  }

  private static void quit(Process process) throws Exception {
    command("kill", "-QUIT", "" + process.pid()).run();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition, Process process) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.holds()) {
      if (System.nanoTime() > end || (!process.isAlive() && !condition.holds())) {
        throw new AssertionError("waited in vain for a program that is " + (process.isAlive() ? "alive" : "dead"));
      }
      process.waitFor(5, TimeUnit.MILLISECONDS);
    }
  }
}
