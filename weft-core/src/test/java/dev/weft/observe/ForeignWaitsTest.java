package dev.weft.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the table says of threads that wait as in any Java program: asleep, or in input and output.
@Timeout(60)
class ForeignWaitsTest {
  private static Thread sleeper(String name) {
    return Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                Thread.sleep(Duration.ofMinutes(1));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static String textOf(String name) {
    return FiberTable.take().threads().stream()
        .filter(group -> group.names().contains(name))
        .map(group -> group.first().waits().toString())
        .findFirst()
        .orElse("");
  }

  @Test
  void whoeverSleepsIsSaidToSleep() throws Exception {
    Thread thread = sleeper("sleeper");
    try {
      Eventually.until("it sleeps", () -> thread.getState() == Thread.State.TIMED_WAITING);
      assertThat(textOf("sleeper")).isEqualTo("[sleep for a time]");
    } finally {
      thread.interrupt();
      thread.join();
    }
  }

  @Test
  void whoeverReadsFromASocketIsSaidToDoInput() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      Thread thread = Thread.ofVirtual().name("reader").start(() -> readQuietly(client));
      Eventually.until("it reads", () -> thread.getState() == Thread.State.WAITING);
      assertThat(textOf("reader")).isEqualTo("[go on with input or output]");
      accepted.close();
      thread.join();
    }
  }

  private static void readQuietly(Socket socket) {
    try {
      int _ = socket.getInputStream().read();
    } catch (IOException _) {
      // the other side is gone, as it was meant to be
    }
  }

  /// Nearly every server has a shutdown hook.
  @Test
  void aShutdownHookIsNotTheReasonThatTellsMost() throws Exception {
    var hook = new Thread(() -> {}, "the end");
    Runtime.getRuntime().addShutdownHook(hook);
    Thread thread = sleeper("sleeper beside a hook");
    try {
      Eventually.until(
          "the sleeper is named", () -> FiberTable.take().hope().orElse("").startsWith("the virtual thread"));
    } finally {
      Runtime.getRuntime().removeShutdownHook(hook);
      thread.interrupt();
      thread.join();
    }
  }
}
