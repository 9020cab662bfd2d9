package dev.weft.check.launch;

import dev.weft.check.Check;
import dev.weft.check.Options;
import dev.weft.check.Verdict;
import dev.weft.check.engine.explore.Plan;
import dev.weft.check.engine.explore.Request;
import dev.weft.check.engine.report.Json;
import dev.weft.check.engine.report.ReplayFile;
import dev.weft.check.engine.report.Summary;
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
    return run(body, options, "");
  }

  /// Replays a schedule of a body; see [Check#replay(Check.Body, Path)].
  public static Verdict replay(Check.Body body, Path file) throws InterruptedException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no replay file " + file);
    }
    return run(body, Options.standard(), file.toAbsolutePath().toString());
  }

  private static Verdict run(Check.Body body, Options options, String replay) throws InterruptedException {
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
        return explore(request(Request.Kind.BODY, file.toString(), "", options, replay,
            "Check.replay(body, Path.of(\"" + Summary.REPLAY + "\"))"), body.getClass(), options, scratch);
      } finally {
        Scratch.delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the JVM that explores: " + e.getMessage(), e);
    }
  }

  /// Explores a JUnit test method.
  public static Verdict explore(Class<?> testClass, String method, Options options) throws InterruptedException {
    try {
      Path scratch = Files.createTempDirectory("weft-check");
      try {
        String again = "weft check --class-path \"$CLASSPATH\" --replay " + Summary.REPLAY + " --junit " + testClass.getName() + "#" + method;
        return explore(request(Request.Kind.JUNIT, testClass.getName(), method, options, "", again), testClass, options, scratch);
      } finally {
        Scratch.delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the JVM that explores: " + e.getMessage(), e);
    }
  }

  private static Request request(Request.Kind kind, String target, String method, Options options, String replay,
      String again) throws IOException {
    return new Request(kind, target, method, List.of(), options.schedules(), options.time().toMillis(), options.strategy(),
        options.seed(), options.keepGoing(), options.name(), replay, 1, again, false, "", "", "", "", false,
        plan(replay));
  }

  private static Plan plan(String replay) throws IOException {
    Plan plan = Plan.first(null, null, true);
    return replay.isEmpty() ? plan : plan.replaying(ReplayFile.read(Path.of(replay)).way());
  }

  private static Verdict explore(Request asked, Class<?> origin, Options options, Path scratch) throws IOException, InterruptedException {
    Path result = scratch.resolve("result.json");
    Path output = scratch.resolve("output.txt");
    Launch launch = new Launch(options.jvmOptions(), ClassPath.of(origin), options.directory().toAbsolutePath());
    try (Children children = new Children(launch, scratch,
        builder -> builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())))) {
      children.run(asked.withResult(result.toString()));
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
