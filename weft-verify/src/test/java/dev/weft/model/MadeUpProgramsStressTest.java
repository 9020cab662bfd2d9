package dev.weft.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.check.Check;
import dev.weft.check.Options;
import dev.weft.check.Verdict;
import dev.weft.schedule.Scheduler;
import dev.weft.stress.Rounds;
import dev.weft.testing.OnEveryScheduler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Channels, selects, a mutex, joins, cancellations and time limits in programs that nobody has thought of.
class MadeUpProgramsStressTest {
  private static final int RUNS = 20;
  private static final Duration LIMIT = Duration.ofMinutes(5); // none of them needs that: it would show that not all was explored

  /// Programs that may get stuck are left out: they would have to be waited for.
  @OnEveryScheduler
  void nothingHappensThatTheModelDoesNotKnow(Scheduler scheduler) throws Exception {
    Rounds.on(scheduler, random -> {
      Program program = Program.random(random);
      Optional<Set<String>> allowed = Model.outcomes(program);
      if (allowed.isEmpty() || allowed.get().stream().anyMatch(outcome -> outcome.contains(Performance.STUCK))) {
        return;
      }
      for (int i = 0; i < RUNS; i++) {
        assertThat(new Performance(program, random).outcome()).as(program::toString).isIn(allowed.get());
      }
    });
  }

  /// And nothing that the model does not know.
  @ParameterizedTest
  @ValueSource(longs = {2, 3, 5, 8, 13, 21})
  void theCheckerFindsAllThatRealRunsDo(long seed, @TempDir Path directory) throws Exception {
    Program program = small(new Random(seed));
    Set<String> allowed = Model.outcomes(program).orElseThrow();
    Path file = directory.resolve("outcomes");
    String name = file.toString();
    Verdict verdict = Check.explore(() -> {
      String outcome = new Performance(program, null).outcome();
      Files.writeString(Path.of(name), outcome + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }, Options.standard().withStrategy("dpor").withKeepGoing(true).withDirectory(directory).withTime(LIMIT));
    assertThat(verdict).as(program::toString).isInstanceOf(Verdict.Clean.class);
    assertThat(verdict.explored().notes()).as("each schedule goes as before when it is run again").noneMatch(note -> note.contains("went differently"));
    assertThat(verdict.explored().seconds()).as("all explored: %s", verdict).isLessThan(LIMIT.toSeconds());
    var explored = new HashSet<>(Files.readAllLines(file));
    assertThat(allowed).as(program::toString).containsAll(explored);
    var pauses = new Random(seed);
    for (int i = 0; i < 200; i++) {
      assertThat(new Performance(program, pauses).outcome()).as(program::toString).isIn(explored);
    }
  }

  /// Without time limits, and with several ends, none of them stuck.
  private static Program small(Random random) {
    while (true) {
      Program program = Program.random(random);
      if (program.isLimited() || program.fibers().size() > 3) {
        continue;
      }
      Set<String> outcomes = Model.outcomes(program).orElse(Set.of());
      if (outcomes.size() > 3 && outcomes.size() < 40 && outcomes.stream().noneMatch(outcome -> outcome.contains(Performance.STUCK))) {
        return program;
      }
    }
  }
}
