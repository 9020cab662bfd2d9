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

/// One exploration or replay asked for from Java: starts the JVM, waits, reads its result.
public final class Session {
  private final Options options;
  private final @Nullable Path replay;

  private Session(Options options, @Nullable Path replay) {
    if (replay != null && !Files.isRegularFile(replay)) {
      throw new IllegalArgumentException("there is no replay file " + replay);
    }
    this.options = options;
    this.replay = replay;
  }

  /// What a session does with a directory of its own for temporary files.
  private interface Work {
    Verdict in(Path scratch) throws IOException, InterruptedException;
  }

  /// Explores a body; see [Check#explore(Check.Body, Options)].
  public static Verdict explore(Check.Body body, Options options) throws InterruptedException {
    return new Session(options, null).of(body);
  }

  /// Replays a schedule of a body; see [Check#replay(Check.Body, Path, Options)].
  public static Verdict replay(Check.Body body, Path file, Options options) throws InterruptedException {
    return new Session(options, file).of(body);
  }

  /// Explores a JUnit test method, or if there is a file, replays its schedule.
  public static Verdict test(Class<?> testClass, String method, Options options, @Nullable Path replay) throws InterruptedException {
    Session session = new Session(options, replay);
    String again = TestCommand.of(testClass.getName() + "#" + method, options).replace(TestCommand.FILE, Summary.REPLAY);
    return run(scratch -> session.run(session.request(Request.Kind.JUNIT, testClass.getName(), method, again), testClass, scratch));
  }

  private Verdict of(Check.Body body) throws InterruptedException {
    return run(scratch -> {
      Path file = scratch.resolve("body.ser");
      try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
        out.writeObject(body);
      } catch (NotSerializableException e) {
        throw new IllegalArgumentException("the body captures a " + e.getMessage() + ", which is not serializable, so it "
            + "cannot be sent to the JVM that explores it: create it inside the body", e);
      }
      return run(request(Request.Kind.BODY, file.toString(), "", "Check.replay(body, Path.of(\"" + Summary.REPLAY + "\"))"),
          body.getClass(), scratch);
    });
  }

  private static Verdict run(Work work) throws InterruptedException {
    try {
      Path scratch = Files.createTempDirectory("weft-check");
      try {
        return work.in(scratch);
      } finally {
        Scratch.delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the JVM that explores: " + e.getMessage(), e);
    }
  }

  private Request request(Request.Kind kind, String target, String method, String again) throws IOException {
    Path recorded = replay;
    return new Request(kind, target, method, List.of(), options.schedules(), options.time().toMillis(), options.strategy(),
        options.seed(), options.keepGoing(), options.name(), recorded == null ? "" : recorded.toAbsolutePath().toString(), 1, again,
        false, report(Choices.Format.HTML), report(Choices.Format.JSON), report(Choices.Format.SARIF), "", false, plan());
  }

  /// The file to be written in a format, or empty. The other JVM has another current directory.
  private String report(Choices.Format format) {
    return options.reports().stream().filter(file -> Choices.format(file) == format).map(file -> file.toAbsolutePath().toString())
        .findFirst().orElse("");
  }

  private Plan plan() throws IOException {
    boolean watched = !launch("").debugs();
    Plan plan = Plan.first(Choices.backend(options.backend()), Choices.isolation(options.isolation()), watched);
    Path recorded = replay;
    return recorded == null ? plan : plan.replaying(ReplayFile.read(recorded).way());
  }

  private Launch launch(String classPath) {
    return new Launch(options.jvmOptions(), options.racesAllowed(), classPath, options.directory().toAbsolutePath());
  }

  private Verdict run(Request asked, Class<?> origin, Path scratch) throws IOException, InterruptedException {
    Path result = scratch.resolve("result.json");
    Path output = scratch.resolve("output.txt");
    try (Children children = new Children(launch(ClassPath.of(origin)), scratch,
        builder -> builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())))) {
      children.run(asked.withResult(result.toString()));
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    if (!Files.exists(result)) {
      return new Verdict.Uncontrolled(List.of(text.strip()), new Verdict.Explored(0, 0, false, 0, "none", List.of()), text);
    }
    return verdict(Json.parseObject(Files.readString(result)), text, options.directory());
  }

  private static Verdict verdict(Map<String, @Nullable Object> map, String text, Path directory) {
    Verdict.Explored explored = new Verdict.Explored(number(map, "schedules"), number(map, "distinct"),
        map.get("complete") == Boolean.TRUE, map.get("seconds") instanceof Number n ? n.doubleValue() : 0,
        String.valueOf(map.get("isolation")), strings(map.get("notes")));
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
