package dev.weft.check.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class WeftCheckExtensionTest {
  /// Written to where tests are run, as for a user; that is no place to leave it.
  private static final Path REPLAY = Path.of("Subject-broken-1.weft");

  /// Explored by the test below, not a test by itself.
  static class Subject {
    private int count = -1;

    @BeforeEach
    void prepare() {
      count = 0;
    }

    @WeftCheck(schedules = 500)
    void broken() throws InterruptedException {
      run(() -> count++);
    }

    @WeftCheck(schedules = 500, strategy = "pos")
    void locked() throws InterruptedException {
      run(() -> {
        synchronized (this) {
          count++;
        }
      });
    }

    private void run(Runnable action) throws InterruptedException {
      Thread other = new Thread(action);
      other.start();
      action.run();
      other.join();
      assertThat(count).isEqualTo(2);
    }
  }

  @AfterEach
  void leaveNothingBehind() throws IOException {
    Files.deleteIfExists(REPLAY);
  }

  /// Replayed by the test below, on threads of the system.
  static class Again {
    private int count;

    @WeftCheck(replay = "Subject-broken-1.weft", backend = "platform", reports = {"target/again.html", "target/again.json"})
    void broken() throws InterruptedException {
      Thread other = new Thread(() -> count++);
      other.start();
      count++;
      other.join();
    }

    @WeftCheck(schedules = 100, keepGoing = true, isolation = "loader", racesAllowed = "dev.weft.check.junit.")
    void allowed() throws InterruptedException {
      broken();
    }

    @WeftCheck(isolation = "none")
    void unknown() {}
  }

  @Test
  void takesWhatTheCommandTakes() throws IOException {
    EngineTestKit.engine("junit-jupiter").selectors(selectClass(Subject.class)).execute();
    Events tests = EngineTestKit.engine("junit-jupiter").selectors(selectClass(Again.class)).execute().testEvents();
    tests.assertStatistics(statistics -> statistics.succeeded(1).failed(2));
    assertThat(messages(tests)).anySatisfy(message -> assertThat(message).contains("data race on Again.count", "schedule 1 of 1"))
        .anySatisfy(message -> assertThat(message).isEqualTo("no isolation is called none: choose auto, statics, loader or jvm"));
    assertThat(Files.readString(Path.of("target/again.html"))).contains("data race on Again.count");
    assertThat(Files.readString(Path.of("target/again.json"))).contains("\"strategy\": \"replay\"");
  }

  @Test
  void exploresATestMethod() {
    Events tests = EngineTestKit.engine("junit-jupiter").selectors(selectClass(Subject.class)).execute().testEvents();
    tests.assertStatistics(statistics -> statistics.started(2).succeeded(1).failed(1));
    assertThat(messages(tests)).singleElement().asString().contains("data race on Subject.count")
        .endsWith(" --replay Subject-broken-1.weft --junit '" + Subject.class.getName() + "#broken'")
        .contains("replay in this test: @WeftCheck(replay = \"Subject-broken-1.weft\")");
    assertThat(REPLAY).isRegularFile();
  }

  private static List<String> messages(Events tests) {
    return tests.failed().stream().map(event -> event.getPayload(
        org.junit.platform.engine.TestExecutionResult.class).orElseThrow().getThrowable().orElseThrow().getMessage()).toList();
  }
}
