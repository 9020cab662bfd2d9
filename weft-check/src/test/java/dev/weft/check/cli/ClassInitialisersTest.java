package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Threads that wait for each other's class initialisers.
class ClassInitialisersTest {
  private static final Path CORPUS = Path.of("corpus/memory").toAbsolutePath();

  @TempDir
  Path directory;

  @Test
  void findsTwoClassesThatNeedEachOther() throws IOException, InterruptedException {
    String source = CORPUS.resolve("ClassInitCycle.java").toString();
    Checked run = Checked.run(directory, "--time", "4m", source);
    assertThat(run.exit).as(run.output).isEqualTo(1);
    assertThat(run.kinds()).containsExactly("deadlock");
    assertThat(run.output).contains("holds the initialisation of Left", "waits for the initialisation of Right",
        "holds the initialisation of Right", "waits for the initialisation of Left");
    Checked again = Checked.run(directory, "--replay", "ClassInitCycle-1.weft", source);
    assertThat(again.exit).isEqualTo(1);
    assertThat(again.output).contains("the replay went exactly as recorded");
  }

  @Test
  void findsAClassWhoseInitialiserUsesItsSubclass() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "4m", Checked.program("SubclassInitialiser").toString());
    assertThat(run.exit).as(run.output).isEqualTo(1);
    assertThat(run.output).contains("holds the initialisation of Square", "waits for the initialisation of Shape");
  }

  @Test
  void saysNothingWhereEveryThreadStartsAtTheSameEnd() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "4m", Checked.program("SubclassInitialiser").toString(), "same");
    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.output).contains("note: the initialisation of Shape and the initialisation of Square may wait for each other");
  }

  @Test
  void saysNothingWhereOneDoesNotNeedTheOther() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, "--time", "2s", CORPUS.resolve("ClassInitOrdered.java").toString());
    assertThat(run.exit).as(run.output).isZero();
    assertThat(run.output).doesNotContain("may wait for each other");
  }

  @Test
  void findsAnInitialiserThatWaitsForALambdaOfItsOwnClass() throws IOException, InterruptedException {
    String source = Checked.program("LambdaInInitialiser").toString();
    Checked run = Checked.run(directory, "--time", "4m", source);
    assertThat(run.exit).as(run.output).isEqualTo(1);
    assertThat(run.output).contains("main    holds the initialisation of Holder", "helper  ",
        "waits for the initialisation of Holder");
    Checked elsewhere = Checked.run(directory, "--time", "4m", source, "elsewhere");
    assertThat(elsewhere.exit).as(elsewhere.output).isZero();
    assertThat(elsewhere.output).contains("note: the initialisation of Holder waits for other threads: explored on platform threads");
  }
}
