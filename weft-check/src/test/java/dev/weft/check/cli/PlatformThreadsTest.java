package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs on real threads: replays of what was found on continuations, and what continuations cannot do.
class PlatformThreadsTest {
  @TempDir
  Path directory;

  @ParameterizedTest
  @CsvSource({"Counter, assertion", "Transfer, deadlock", "LockOrder, deadlock", "LostNotify, lost wake-up", "Spinning, livelock"})
  void replaysOnRealThreadsWhatContinuationsFound(String program, String kind) throws IOException, InterruptedException {
    String source = Checked.program(program).toString();
    assertThat(Checked.run(directory, "--time", "60s", source).exit).isEqualTo(1);
    Checked again = Checked.run(directory, "--replay", program + "-1.weft", "--platform", source);
    assertThat(again.exit).as(again.output).isEqualTo(1);
    assertThat(again.kinds()).contains(kind);
    assertThat(again.output).contains("the replay went exactly as recorded");
  }

  @Test
  void everyThreadIsOneOfTheSystem() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--backend", "platform", "--time", "2s", Checked.program("RealThreads").toString());
    assertThat(run.exit).as(run.output).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sync", "Callbacks", "Pools", "Wait", "Clinit"})
  void saysNothingAgainstACorrectProgramOnThreads(String program) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--backend", "platform", "--time", "2s", Checked.program(program).toString());
    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.json).containsEntry("verdict", "clean");
  }

  /// Both stacks hold class initialisers that wait for steps of each other: neither can be moved.
  @Test
  void goesOnWithThreadsWhereStacksCannotBeMoved() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "3s", Checked.program("InitialisersMeet").toString());
    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.output).contains("note: run on platform threads, because");
    Checked fixed = Checked.run(directory, "--time", "3s", "--backend", "continuations",
        Checked.program("InitialisersMeet").toString());
    assertThat(fixed.exit).as(fixed.output).isEqualTo(3);
    assertThat(fixed.output).contains("could not control:", "whose stacks cannot be moved");
  }

  @Test
  void findsADeadlockInFunctionsThatNativeCodeCalls() throws IOException, InterruptedException {
    String source = Checked.program("Upcalls").toString();
    Checked run = Checked.run(directory, "--time", "60s", source);
    assertThat(run.exit).as(run.output).isEqualTo(1);
    assertThat(run.kinds()).containsExactly("deadlock");
    assertThat(run.output).contains("note: run on platform threads, because");
    assertThat(Checked.run(directory, "--replay", "Upcalls-1.weft", source).output).contains("the replay went exactly as recorded");
  }

  @Test
  void namesTheBackendsThatThereAre() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--backend", "fibers", Checked.program("Counter").toString());
    assertThat(run.exit).isEqualTo(2);
    assertThat(run.output).contains("no backend is called fibers: choose auto, continuations or platform");
  }
}
