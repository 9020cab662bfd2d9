package dev.weft.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
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
    }, options());
    assertThat(verdict).isInstanceOf(Verdict.Clean.class);
    assertThat(verdict.explored().complete()).isTrue();
    assertThat(verdict.explored().distinct()).isEqualTo(2);
  }

  @Test
  void saysWhatCannotBeSent() {
    Object captured = new Object();
    assertThatIllegalArgumentException().isThrownBy(() -> Check.explore(() -> captured.hashCode(), options()))
        .withMessageContaining("captures a java.lang.Object, which is not serializable");
  }
}
