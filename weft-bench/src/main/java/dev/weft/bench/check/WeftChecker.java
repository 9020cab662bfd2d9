package dev.weft.bench.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// `weft check`, in a process of its own for each case and for each replay.
///
/// What it finds is read from the JSON that it writes. A found bug is replayed from its file, in several processes and in
/// each of them many times; a replay counts when it ends with the same headline and went exactly as recorded. Where the
/// index says how many inequivalent executions there are, they are counted by the exhaustive strategy.
final class WeftChecker implements Checker {
  private static final Duration START_AND_REPORT = Duration.ofSeconds(30);
  private static final int REPLAYING_JVMS = 2;

  private final List<String> command;
  private final int replays;
  private final Path scratch;
  private final ObjectMapper json = new ObjectMapper();

  /// @param command how to start `weft check`, up to its options
  WeftChecker(List<String> command, int replays, Path scratch) {
    this.command = List.copyOf(command);
    this.replays = replays;
    this.scratch = scratch;
  }

  @Override
  public String name() {
    return "weft check";
  }

  @Override
  public void prepare(List<CheckCase> cases) {}

  @Override
  public Finding check(CheckCase one, Duration budget) throws InterruptedException {
    try {
      Path folder = Files.createTempDirectory(scratch, one.main());
      Path result = folder.resolve("result.json");
      Child child =
          Child.run(
              folder,
              arguments(one, result, List.of("--time", budget.toMillis() + "ms")),
              budget.plus(START_AND_REPORT));
      if (child.killed() || !Files.exists(result)) {
        return Finding.none(child.seconds(), child.killed() ? "killed at the time limit" : child.firstLine());
      }
      JsonNode said = json.readTree(result.toFile());
      Finding finding = finding(said, child.seconds());
      return switch (finding.verdict()) {
        case BUG -> replay(one, finding, said, folder);
        case CLEAN -> one.executions() > 0 ? finding.counted(count(one, budget, folder)) : finding;
        case UNCONTROLLED, NONE -> finding;
      };
    } catch (IOException e) {
      return Finding.none(0, e.toString());
    }
  }

  private static Finding finding(JsonNode said, double wall) {
    Finding.Verdict verdict =
        switch (said.path("verdict").asText()) {
          case "clean" -> Finding.Verdict.CLEAN;
          case "bug" -> Finding.Verdict.BUG;
          case "uncontrolled" -> Finding.Verdict.UNCONTROLLED;
          default -> Finding.Verdict.NONE;
        };
    SortedSet<String> kinds = new TreeSet<>();
    said.path("bugs").forEach(bug -> kinds.add(bug.path("kind").asText()));
    JsonNode first = said.path("bugs").path(0);
    return new Finding(
        verdict,
        kinds,
        said.path("schedules").asLong(-1),
        first.path("schedule").asLong(-1),
        said.path("complete").asBoolean(),
        said.path("seconds").asDouble(Double.NaN),
        wall,
        0,
        0,
        -1,
        said.path("uncontrolled").path(0).asText(""));
  }

  private Finding replay(CheckCase one, Finding found, JsonNode said, Path folder)
      throws IOException, InterruptedException {
    String file = said.path("bugs").path(0).path("replay").asText("");
    String headline = said.path("bugs").path(0).path("headline").asText();
    int good = 0;
    int done = 0;
    for (int i = 0; i < REPLAYING_JVMS && done < replays && !file.isEmpty(); i++) {
      int times = Math.ceilDiv(replays - done, REPLAYING_JVMS - i);
      Path result = folder.resolve("replay-" + i + ".json");
      List<String> options = List.of("--replay", file, "--repeat", Integer.toString(times));
      Child.run(folder, arguments(one, result, options), START_AND_REPORT);
      if (Files.exists(result)) {
        good += exact(json.readTree(result.toFile()), headline);
      }
      done += times;
    }
    return found.replayed(replays, good);
  }

  private static int exact(JsonNode again, String headline) {
    return again.path("bugs").path(0).path("headline").asText().equals(headline) ? again.path("exact").asInt(0) : 0;
  }

  /// How many inequivalent executions the exhaustive strategy counts, or 0 if it does not see all of them.
  private long count(CheckCase one, Duration budget, Path folder) throws IOException, InterruptedException {
    Path result = folder.resolve("count.json");
    List<String> options = List.of("--strategy", "dpor", "--time", budget.toMillis() + "ms");
    Child.run(folder, arguments(one, result, options), budget.plus(START_AND_REPORT));
    if (!Files.exists(result)) {
      return 0;
    }
    JsonNode said = json.readTree(result.toFile());
    return said.path("complete").asBoolean() ? said.path("distinct").asLong() : 0;
  }

  private List<String> arguments(CheckCase one, Path result, List<String> options) {
    List<String> all = new ArrayList<>(command);
    all.addAll(options);
    all.add("--json");
    all.add(result.toString());
    all.add(one.file().toAbsolutePath().toString());
    all.addAll(one.args());
    return all;
  }
}
