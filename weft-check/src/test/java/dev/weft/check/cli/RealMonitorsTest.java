package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JDK code that holds a real monitor while it calls the program back: another thread that wants it waits as for any other monitor, and
/// a schedule that ends inside leaves no real monitor behind.
class RealMonitorsTest {
  private static final String SOURCE = Checked.program("RealMonitors").toString();

  @TempDir
  Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"printf", "trace", "writer", "sink", "compound"})
  void whoWantsItWaits(String how) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "3s", SOURCE, how);
    assertThat(run.json).as(run.output).containsEntry("verdict", "clean");
  }

  @ParameterizedTest
  @ValueSource(strings = {"print under audit", "audit under print", "vector", "table", "cross"})
  void twoInTwoOrdersAreADeadlock(String how) throws IOException, InterruptedException {
    for (String strategy : new String[] {"auto", "dpor"}) {
      Checked found = Checked.run(directory, "--strategy", strategy, SOURCE, how);
      assertThat(found.kinds()).as(found.output).containsExactly("deadlock");
    }
    for (String backend : new String[] {"continuations", "platform"}) {
      Checked again = Checked.run(directory, "--replay", "RealMonitors-1.weft", "--repeat", "20", "--backend", backend, SOURCE, how);
      assertThat(again.json).as(again.output).containsEntry("exact", 20L);
    }
  }

  /// A thread is preempted inside, so who enters first matters.
  @ParameterizedTest
  @ValueSource(strings = {"first", "second"})
  void bothOrdersAreExploredWhereTheProgramIsCalledBack(String starts) throws IOException, InterruptedException {
    Checked found = Checked.run(directory, "--strategy", "dpor", Checked.program("LastOfTwo").toString(), starts);
    assertThat(found.kinds()).as(found.output).containsExactly("assertion");
  }
}
