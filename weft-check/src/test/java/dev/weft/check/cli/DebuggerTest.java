package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.request.EventRequest;
import dev.weft.check.cli.Debugger.Seen;
import dev.weft.check.cli.Debugger.Stop;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A replay under a debugger.
class DebuggerTest {
  private static final Pattern ADDRESS = Pattern.compile("Listening for transport dt_socket at address: (\\d+)");

  @TempDir
  Path directory;

  /// A stop suspends the whole JVM (what jdb does), or only the thread that stops: the others do not go on without being held.
  @ParameterizedTest
  @ValueSource(ints = {EventRequest.SUSPEND_ALL, EventRequest.SUSPEND_EVENT_THREAD})
  void stepsThroughEachThreadWhileNoOtherRuns(int suspendPolicy) throws Exception {
    String source = Checked.program("Transfer").toString();
    assertThat(Checked.run(directory, source).exit).isEqualTo(1);
    Process replay = new ProcessBuilder(Checked.command("--replay", "Transfer-1.weft", "--platform",
        "--jvm=-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:0", source))
        .directory(directory.toFile()).redirectErrorStream(true).start();
    // Whatever is waited for below comes to an end with the two JVMs.
    CompletableFuture<Void> deadline = CompletableFuture.runAsync(() -> kill(replay), CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS));
    try (BufferedReader output = replay.inputReader(StandardCharsets.UTF_8)) {
      List<Stop> stops = stops(output, suspendPolicy);
      String report = String.join("\n", output.lines().toList());
      assertThat(report).contains("deadlock after", "the replay went exactly as recorded");
      assertThat(replay.waitFor()).isEqualTo(1);
      assertOneRunsAtATime(stops);
      assertEachStepsFromTheOuterToTheInnerLock(stops);
    } finally {
      deadline.cancel(false);
      kill(replay);
    }
  }

  private static List<Stop> stops(BufferedReader output, int suspendPolicy) throws IOException, InterruptedException,
      IllegalConnectorArgumentsException, IncompatibleThreadStateException, AbsentInformationException {
    return new Debugger(address(output), "Transfer", "transfer", suspendPolicy).follow();
  }

  private static void assertOneRunsAtATime(List<Stop> stops) {
    for (Stop stop : stops) {
      assertThat(stop.running()).as("running at %s", stop).containsExactly(stop.thread());
      assertThat(stop.stack()).startsWith("Transfer.transfer").endsWith("java.lang.Thread.run")
          .noneMatch(frame -> frame.startsWith("dev.weft."));
    }
    // Main and the other of the two wait for their turn meanwhile.
    Stop last = stops.getLast();
    assertThat(last.parked()).extracting(Seen::name).contains("main", last.thread().name().equals("transfer-1") ? "transfer-2" : "transfer-1");
  }

  /// In a deadlock each of the two has the first lock, and stands before the second.
  private static void assertEachStepsFromTheOuterToTheInnerLock(List<Stop> stops) {
    assertThat(stops.stream().map(Stop::thread).distinct()).noneMatch(Seen::virtual)
        .extracting(Seen::name).containsExactlyInAnyOrder("transfer-1", "transfer-2");
    for (String name : List.of("transfer-1", "transfer-2")) {
      List<Stop> mine = stops.stream().filter(stop -> stop.thread().name().equals(name)).toList();
      assertThat(mine).extracting(Stop::stepped).containsExactly(false, true);
      assertThat(mine.getLast().line()).isEqualTo(mine.getFirst().line() + 1);
    }
  }

  private static String address(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher matcher = ADDRESS.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new AssertionError("the JVM does not wait for a debugger");
  }

  /// The JVM that replays first: without the other one it would wait for its debugger for ever.
  private static void kill(Process replay) {
    replay.descendants().forEach(ProcessHandle::destroyForcibly);
    replay.toHandle().destroyForcibly(); // unlike Process's own, leaves what was printed to be read
  }
}
