package dev.weft.check.launch;

import dev.weft.check.Check;
import dev.weft.check.Options;
import dev.weft.check.Verdict;
import dev.weft.check.engine.explore.Request;
import dev.weft.check.engine.report.Json;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One exploration asked for from Java: starts the JVM, waits, reads its result.
public final class Session {
  private Session() {}

  /// Explores a body; see [Check#explore(Check.Body, Options)].
  public static Verdict explore(Check.Body body, Options options) throws InterruptedException {
    try {
      Path scratch = Files.createTempDirectory("weft-check");
      try {
        Path file = scratch.resolve("body.ser");
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
          out.writeObject(body);
        } catch (NotSerializableException e) {
          throw new IllegalArgumentException("the body captures a " + e.getMessage() + ", which is not serializable, so it "
              + "cannot be sent to the JVM that explores it: create it inside the body", e);
        }
        return explore(request(Request.Kind.BODY, file.toString(), "", options, "weft check --replay REPLAY"), options, scratch);
      } finally {
        Scratch.delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the JVM that explores: " + e.getMessage(), e);
    }
  }

  /// Explores a JUnit test method on the caller's own class path.
  public static Verdict explore(String testClass, String method, Options options) throws InterruptedException {
    try {
      Path scratch = Files.createTempDirectory("weft-check");
      try {
        String again = "weft check --class-path CLASSPATH --replay REPLAY --junit " + testClass + "#" + method;
        return explore(request(Request.Kind.JUNIT, testClass, method, options, again), options, scratch);
      } finally {
        Scratch.delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the JVM that explores: " + e.getMessage(), e);
    }
  }

  private static Request request(Request.Kind kind, String target, String method, Options options, String again) {
    return new Request(kind, target, method, List.of(), options.schedules(), options.time().toMillis(), options.strategy(),
        options.seed(), options.keepGoing(), options.name(), "", 0, again, false, "", "", "", "", false);
  }

  private static Verdict explore(Request asked, Options options, Path scratch) throws IOException, InterruptedException {
    Path result = scratch.resolve("result.json");
    Path output = scratch.resolve("output.txt");
    Path file = scratch.resolve("request.json");
    Files.writeString(file, asked.withResult(result.toString()).toJson());
    Process child = new Launch(options.jvmOptions(), ClassPath.current(), options.directory().toAbsolutePath()).process(file)
        .redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      child.waitFor();
    } finally {
      child.destroyForcibly();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    if (!Files.exists(result)) {
      return new Verdict.Uncontrolled(List.of(text.strip()), new Verdict.Explored(0, 0, false, 0), text);
    }
    return verdict(Json.parseObject(Files.readString(result)), text, options.directory());
  }

  private static Verdict verdict(Map<String, @Nullable Object> map, String text, Path directory) {
    Verdict.Explored explored = new Verdict.Explored(number(map, "schedules"), number(map, "distinct"),
        map.get("complete") == Boolean.TRUE, map.get("seconds") instanceof Number n ? n.doubleValue() : 0);
    List<Verdict.Finding> findings = new ArrayList<>();
    if (map.get("bugs") instanceof List<?> bugs) {
      for (Object bug : bugs) {
        if (bug instanceof Map<?, ?> b) {
          findings.add(new Verdict.Finding(String.valueOf(b.get("kind")), String.valueOf(b.get("headline")),
              strings(b.get("places")), directory.resolve(String.valueOf(b.get("replay")))));
        }
      }
    }
    if (!findings.isEmpty()) {
      return new Verdict.Buggy(findings, explored, text);
    }
    List<String> reasons = strings(map.get("uncontrolled"));
    return reasons.isEmpty() ? new Verdict.Clean(explored, text) : new Verdict.Uncontrolled(reasons, explored, text);
  }

  private static long number(Map<String, @Nullable Object> map, String key) {
    return map.get(key) instanceof Number n ? n.longValue() : 0;
  }

  private static List<String> strings(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
