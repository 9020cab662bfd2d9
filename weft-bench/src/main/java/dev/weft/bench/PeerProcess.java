package dev.weft.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs one peer process and reads the measurements that it prints.
final class PeerProcess {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PeerProcess() {}

  /// One line of a peer.
  record Line(String metric, String unit, double value) {}

  /// A peer that failed, hung, or printed something else; the message is one line.
  static final class PeerFailedException extends Exception {
    PeerFailedException(String message) {
      super(message);
    }
  }

  /// Starts the command, waits for its end, and returns what it measured. The process does not outlive this call,
  /// nor this JVM.
  static List<Line> run(List<String> command, Duration limit) throws PeerFailedException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new PeerFailedException("could not be started: " + e.getMessage());
    }
    var reaper = new Thread(process::destroyForcibly, "peer-reaper");
    Runtime.getRuntime().addShutdownHook(reaper);
    try {
      CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
      CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PeerFailedException("did not end within " + limit.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw new PeerFailedException("ended with exit code " + process.exitValue() + ": " + lastLine(err.join()));
      }
      return parse(out.join());
    } finally {
      process.destroyForcibly();
      removeHook(reaper);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook does its work now: there is nothing left to remove.
      return;
    }
  }

  static List<Line> parse(String printed) throws PeerFailedException {
    List<Line> lines = new ArrayList<>();
    for (String line : printed.lines().toList()) {
      try {
        JsonNode node = JSON.readTree(line);
        JsonNode value = node.path("value");
        if (!node.path("unit").isTextual() || !(value.isNumber() || value.isNull())) {
          throw new PeerFailedException("printed something that is no measurement: " + line);
        }
        double number = value.isNull() ? Double.POSITIVE_INFINITY : value.doubleValue();
        lines.add(new Line(node.path("metric").asText(""), node.path("unit").textValue(), number));
      } catch (JsonProcessingException e) {
        throw new PeerFailedException("printed something that is no measurement: " + line);
      }
    }
    if (lines.isEmpty()) {
      throw new PeerFailedException("measured nothing");
    }
    return lines;
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce((_, last) -> last).orElse("it said nothing");
  }
}
