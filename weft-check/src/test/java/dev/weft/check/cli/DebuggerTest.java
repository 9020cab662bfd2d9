package dev.weft.check.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A replay under the JDK's own debugger.
class DebuggerTest {
  private static final Pattern ADDRESS = Pattern.compile("Listening for transport dt_socket at address: (\\d+)");

  @TempDir
  Path directory;

  @Test
  @Timeout(180)
  void stopsStepsAndEndsInTheSameDeadlock() throws IOException, InterruptedException {
    String source = Checked.program("Transfer").toString();
    assertThat(Checked.run(directory, source).exit).isEqualTo(1);
    Process replay = new ProcessBuilder(Checked.command("--replay", "Transfer-1.weft", "--platform",
        "--jvm=-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:0", source))
        .directory(directory.toFile()).redirectErrorStream(true).start();
    try (BufferedReader output = replay.inputReader(StandardCharsets.UTF_8)) {
      String said = debug(address(output));
      assertThat(said).containsPattern("Breakpoint hit: \"thread=transfer-[12]\", Transfer\\.transfer\\(\\)");
      assertThat(said).containsPattern("Step completed: \"thread=transfer-[12]\", Transfer\\.transfer\\(\\)");
      assertThat(said).containsPattern("\\[1\\] Transfer\\.transfer \\(Transfer\\.java:\\d+\\)");
      assertThat(said).doesNotContain("Exception occurred");
      assertThat(said).containsPattern("java\\.lang\\.Thread\\.run \\(Thread\\.java:");
      assertThat(said).containsPattern("transfer-1 +running \\(at breakpoint\\)|transfer-2 +running \\(at breakpoint\\)");
      String report = String.join("\n", output.lines().toList());
      assertThat(report).contains("deadlock after", "the replay went exactly as recorded");
      assertThat(replay.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(replay.exitValue()).isEqualTo(1);
    } finally {
      replay.destroyForcibly();
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

  /// Stops at the first line of `Transfer.transfer`, looks around, steps over it, and lets the program go on. Without the breakpoint, so that the
  /// step ends where it began, whoever runs meanwhile.
  private static String debug(String port) throws IOException, InterruptedException {
    Process jdb = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jdb").toString(), "-connect",
        "com.sun.jdi.SocketAttach:hostname=localhost,port=" + port).redirectErrorStream(true).start();
    StringBuilder said = new StringBuilder();
    try (OutputStream in = jdb.getOutputStream(); Reader out = jdb.inputReader(StandardCharsets.UTF_8)) {
      say(in, out, said, "stop in Transfer.transfer", "Deferring breakpoint|Set breakpoint");
      say(in, out, said, "run", "(?s)Breakpoint hit.*\\[1\\] ");
      say(in, out, said, "threads", "(?s)at breakpoint.*\\[1\\] ");
      say(in, out, said, "where", "Thread\\.run");
      say(in, out, said, "clear Transfer.transfer", "Removed");
      say(in, out, said, "next", "(?s)Step completed.*\\[1\\] ");
      say(in, out, said, "cont", "exited|disconnected");
      return said.toString();
    } finally {
      jdb.destroyForcibly();
    }
  }

  private static void say(OutputStream in, Reader out, StringBuilder said, String command, String answer) throws IOException {
    in.write((command + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    in.flush();
    Pattern wanted = Pattern.compile(answer);
    int from = said.length();
    while (!wanted.matcher(said.substring(from)).find()) {
      int next = out.read();
      assertThat(next).as("jdb does not answer '%s' with '%s': %s", command, answer, said).isNotNegative();
      said.append((char) next);
    }
  }
}
