package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The Echo example in its four forms, talked to over real sockets.
class EchoIT {
  private static final int PATIENCE_MILLIS = 30_000;

  /// A server in a process of its own.
  private static final class Server implements AutoCloseable {
    private final Process process;
    private final int port;

    Server(List<String> options, String form) throws IOException {
      process = Child.example(options, "Echo", form).builder().redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String line = process.inputReader().readLine();
      assertThat(line).startsWith("echo (" + form + ") listens on port ");
      port = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
    }

    @Override
    public void close() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    Client(Server server) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), server.port);
      socket.setSoTimeout(PATIENCE_MILLIS);
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = socket.getOutputStream();
    }

    void say(String line) throws IOException {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    String hear() throws IOException {
      return in.readLine();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "thread", "pool", "fiber"})
  void sendsEveryLineBackUntilBye(String form) throws Exception {
    try (var server = new Server(List.of(), form);
        var client = new Client(server)) {
      for (String line : List.of("hello", "", "gr\u00fc\u00dfe", "x".repeat(100_000), "by", "bye now")) {
        client.say(line);
        assertThat(client.hear()).isEqualTo(line);
      }
      client.say("bye");
      assertThat(client.hear()).isNull();
      try (var next = new Client(server)) {
        next.say("still there");
        assertThat(next.hear()).isEqualTo("still there");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"thread,work-stealing,40", "pool,work-stealing,4", "fiber,work-stealing,300", "fiber,event-loop,300", "fiber,jdk,300"})
  void servesManyClientsAtOnceWhereTheFormAllowsIt(String form, String scheduler, int many) throws Exception {
    try (var server = new Server(List.of("--scheduler", scheduler), form)) {
      var clients = new ArrayList<Client>();
      try {
        for (int i = 0; i < many; i++) {
          clients.add(new Client(server));
        }
        for (int round = 0; round < 3; round++) {
          for (int i = many - 1; i >= 0; i--) {
            clients.get(i).say("client " + i + " round " + round);
          }
          for (int i = 0; i < many; i++) {
            assertThat(clients.get(i).hear()).isEqualTo("client " + i + " round " + round);
          }
        }
      } finally {
        for (Client client : clients) {
          client.close();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"single", "fiber"})
  void outlivesAClientThatHangsUpInTheMiddle(String form) throws Exception {
    try (var server = new Server(List.of(), form)) {
      try (var rude = new Client(server)) {
        rude.say("unfinished");
        rude.socket.setSoLinger(true, 0); // a reset instead of an end
      }
      try (var client = new Client(server)) {
        client.say("hello");
        assertThat(client.hear()).isEqualTo("hello");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "fiber")
  void talksToNetcat(String form) throws Exception {
    assumeTrue(Child.command("sh", "-c", "command -v nc").run().exit() == 0, "no nc here");
    try (var server = new Server(List.of(), form)) {
      Child child = Child.command("sh", "-c", "printf 'one\\ntwo\\nbye\\n' | nc 127.0.0.1 " + server.port).run();
      assertThat(child.lines()).containsExactly("one", "two");
    }
  }
}
