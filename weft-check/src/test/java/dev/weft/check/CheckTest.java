package dev.weft.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weft.check.engine.strategy.Portfolio;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  @TempDir
  Path directory;

  private Options options() {
    return Options.standard().withDirectory(directory).withSchedules(2_000);
  }

  @Test
  void findsALostUpdateInALambda() throws InterruptedException {
    AtomicInteger captured = new AtomicInteger();
    Verdict verdict = Check.explore(() -> {
      Thread other = Thread.ofVirtual().start(() -> captured.set(captured.get() + 1));
      captured.set(captured.get() + 1);
      other.join();
      assert captured.get() == 2 : "lost an update";
    }, options());
    assertThat(verdict).isInstanceOfSatisfying(Verdict.Buggy.class, buggy -> {
      assertThat(buggy.findings().getFirst().kind()).isEqualTo("assertion");
      assertThat(buggy.findings().getFirst().replay()).exists();
      assertThat(buggy.report()).contains("replay: Check.replay(body, Path.of(\"check-1.weft\"))");
    });
    assertThat(captured).hasValue(0);
  }

  @Test
  void replaysWhatItFound() throws InterruptedException {
    AtomicInteger captured = new AtomicInteger();
    Check.Body body = () -> {
      Thread other = new Thread(() -> captured.set(captured.get() + 1));
      other.start();
      captured.set(captured.get() + 1);
      other.join();
      assert captured.get() == 2 : "lost an update";
    };
    assertThat(Check.explore(body, options())).isInstanceOf(Verdict.Buggy.class);
    assertThat(Check.replay(body, directory.resolve("check-1.weft"))).isInstanceOfSatisfying(Verdict.Buggy.class,
        buggy -> assertThat(buggy.report()).contains("lost an update", "the replay went exactly as recorded"));
    assertThatIllegalArgumentException().isThrownBy(() -> Check.replay(body, directory.resolve("other.weft")))
        .withMessageContaining("there is no replay file");
  }

  @Test
  void passesACorrectLambda() throws InterruptedException {
    AtomicInteger captured = new AtomicInteger();
    Verdict verdict = Check.explore(() -> {
      Thread other = new Thread(captured::incrementAndGet);
      other.start();
      captured.incrementAndGet();
      other.join();
      assert captured.get() == 2;
    }, Options.standard().withDirectory(directory).withStrategy("dpor"));
    assertThat(verdict).isInstanceOf(Verdict.Clean.class);
    assertThat(verdict.explored().complete()).isTrue();
    assertThat(verdict.explored().distinct()).isEqualTo(2);
  }

  /// What the command can be told, a caller from Java can say too. On a thread of the system nothing but the program is below `run`.
  @Test
  void runsOnThreadsOfTheSystemIfToldSo() throws InterruptedException {
    Check.Body body = () -> {
      Thread other = new Thread(() -> {
        boolean continuation = Arrays.stream(new Throwable().getStackTrace()).anyMatch(frame -> frame.getClassName().contains("Continuation"));
        assert !continuation : "on a continuation";
      });
      other.start();
      other.join();
    };
    assertThat(Check.explore(body, options().withBackend("platform").withSchedules(20))).isInstanceOf(Verdict.Clean.class);
    assertThat(Check.explore(body, options().withBackend("continuations").withSchedules(20))).isInstanceOf(Verdict.Buggy.class);
  }

  @Test
  void keepsSchedulesApartAsToldAndSaysHow() throws InterruptedException {
    Check.Body body = () -> System.setProperty("check.test", "run");
    for (String[] way : new String[][] {{"loader", "classes loaded anew for each schedule"}, {"jvm", "a JVM for each schedule"}}) {
      Verdict verdict = Check.explore(body, options().withIsolation(way[0]).withSchedules(3));
      assertThat(verdict).isInstanceOf(Verdict.Clean.class);
      assertThat(verdict.explored().isolation()).isEqualTo(way[1]);
    }
  }

  /// Two fields, each with a lost update: one bug ends the exploration, unless it is to go on.
  @Test
  void goesOnAfterABugIfToldSoAndKeepsSilentAboutRacesThatAreAllowed() throws InterruptedException {
    int[] first = new int[1];
    int[] second = new int[1];
    Check.Body body = () -> {
      Thread other = new Thread(() -> {
        first[0]++;
        second[0]++;
      });
      other.start();
      first[0]++;
      other.join();
      Thread last = new Thread(() -> second[0]++);
      last.start();
      second[0]++;
      last.join();
    };
    Verdict all = Check.explore(body, options().withKeepGoing(true).withSchedules(200));
    assertThat(all).isInstanceOfSatisfying(Verdict.Buggy.class, buggy -> assertThat(buggy.findings()).hasSizeGreaterThan(1));
    assertThat(Check.explore(body, options().withRacesAllowed(List.of("dev.weft.check.CheckTest")).withSchedules(200)))
        .isInstanceOf(Verdict.Clean.class);
  }

  @Test
  void writesTheReportsThatItIsAskedFor() throws InterruptedException {
    AtomicInteger captured = new AtomicInteger();
    List<Path> files = List.of(directory.resolve("a.html"), directory.resolve("b.json"), directory.resolve("c.sarif"));
    Verdict verdict = Check.explore(captured::incrementAndGet, options().withReports(files));
    assertThat(verdict).isInstanceOf(Verdict.Clean.class);
    assertThat(files.get(0)).content().startsWith("<!doctype html>");
    assertThat(files.get(1)).content().contains("\"verdict\": \"clean\"");
    assertThat(files.get(2)).content().contains("\"version\": \"2.1.0\"");
  }

  @Test
  void replaysOnThreadsOfTheSystem() throws InterruptedException {
    AtomicInteger captured = new AtomicInteger();
    Check.Body body = () -> {
      Thread other = new Thread(() -> captured.set(captured.get() + 1));
      other.start();
      captured.set(captured.get() + 1);
      other.join();
      assert captured.get() == 2 : "lost an update";
    };
    assertThat(Check.explore(body, options())).isInstanceOf(Verdict.Buggy.class);
    assertThat(Check.replay(body, directory.resolve("check-1.weft"), options().withBackend("platform")))
        .isInstanceOfSatisfying(Verdict.Buggy.class,
            buggy -> assertThat(buggy.report()).contains("lost an update", "the replay went exactly as recorded"));
  }

  /// A mistake of the caller is no verdict.
  @Test
  void knowsWhatCanBeChosen() {
    Options standard = Options.standard();
    assertThatIllegalArgumentException().isThrownBy(() -> standard.withStrategy("clever"))
        .withMessage("no strategy is called clever: choose auto, random, pct, pos, surw or dpor");
    assertThatIllegalArgumentException().isThrownBy(() -> standard.withBackend("gpu")).withMessageContaining("auto, continuations or platform");
    assertThatIllegalArgumentException().isThrownBy(() -> standard.withIsolation("none")).withMessageContaining("auto, statics, loader or jvm");
    assertThatIllegalArgumentException().isThrownBy(() -> standard.withReports(List.of(Path.of("a.txt"))))
        .withMessageContaining("A report ends in .html, .json or .sarif");
    for (String name : List.of("auto", "random", "pct", "pos", "surw", "dpor")) {
      assertThat(new Portfolio(standard.withStrategy(name).strategy()).name()).isEqualTo(name);
    }
  }

  @Test
  void saysWhatCannotBeSent() {
    Object captured = new Object();
    assertThatIllegalArgumentException().isThrownBy(() -> Check.explore(() -> captured.hashCode(), options()))
        .withMessageContaining("captures a java.lang.Object, which is not serializable");
  }
}
