package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Permits, stamps and read locks: reports say who took them, and claim no ownership that Java does not have. What has an owner may have
/// lost it.
class OwnerlessTest {
  @TempDir
  Path directory;

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "permits | Unowned.PERMITS | taker took 1 permit (Unowned.java:30) and has ended, taker took 1 permit (Unowned.java:32) and has ended, "
          + "taker took 1 permit (Unowned.java:33) and has ended",
      "tried | Unowned.PERMITS | trier took 3 permits (Unowned.java:42) and has ended",
      "stamp | Unowned.STAMPED | writer took the write stamp (Unowned.java:15) and has ended",
      "converted | Unowned.STAMPED | reader took a read stamp (Unowned.java:54) and has ended",
      "read | WriteLock#1 | reader holds the read lock (Unowned.java:60) and has ended"})
  void namesTakersThatHaveEnded(String how, String what, String who) throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("Unowned").toString(), how);
    assertThat(run.kinds()).as(run.output).containsExactly("deadlock");
    assertThat(run.output).contains(what, who);
    assertThat(run.json.toString()).contains("note=" + who);
  }

  @Test
  void saysThatTheHolderOfALockHasEnded() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("KeptLock").toString());
    assertThat(run.kinds()).as(run.output).containsExactly("deadlock");
    assertThat(run.output).containsPattern("other +holds nothing +waits for ReentrantLock#1 .*, held by keeper"
        + "\\R +keeper has ended without giving it back");
  }

  @Test
  void whatIsTakenThroughAnOverriddenMethodIsTakenOnce() throws IOException, InterruptedException {
    Checked run = Checked.run(directory, Checked.program("OwnSemaphore").toString());
    assertThat(run.kinds()).as(run.output).containsExactly("deadlock");
    assertThat(run.output).contains("taker took 1 permit (OwnSemaphore.java:13) and has ended").doesNotContain("2 permits");
  }

  @Test
  void showsWhatThoseInADeadlockTook() throws IOException, InterruptedException {
    String source = Path.of("corpus/locks/SemaphoreOneByOne.java").toAbsolutePath().toString();
    Checked run = Checked.run(directory, "--report", "page.html", source);
    assertThat(run.output).containsPattern("Thread-0 +holds nothing, took 1 permit of \\S+ \\(SemaphoreOneByOne.java:9\\) +waits for");
    List<?> threads = (List<?>) ((Map<?, ?>) ((List<?>) run.json.get("bugs")).getFirst()).get("threads");
    assertThat(threads).anySatisfy(thread -> assertThat(((Map<?, ?>) thread).get("took").toString())
        .contains("what=1 permit", "place=SemaphoreOneByOne.java:9"));
    assertThat(directory.resolve("page.html")).content().contains("took 1 permit of");
  }
}
