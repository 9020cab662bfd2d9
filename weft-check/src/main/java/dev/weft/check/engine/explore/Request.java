package dev.weft.check.engine.explore;

import dev.weft.check.engine.report.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the command, the JUnit extension or the API asks of the checker's JVM.
///
/// @param kind        what is explored
/// @param target      class name; for a body, the file that holds it
/// @param method      the test method, or empty
/// @param arguments   of main
/// @param schedules   at most so many; 0 is no limit
/// @param millis      at most so long
/// @param strategy    auto, none, random, pct, pos, surw or dpor
/// @param seed        of everything
/// @param keepGoing   find every distinct bug, not just the first
/// @param name        of the replay files to be written
/// @param replay      the replay file to follow, or empty
/// @param repeat     how often to follow it
/// @param command     how the user can run this again, without options
/// @param progress    show progress on standard error
/// @param report      HTML file to write, or empty; `json` and `sarif` likewise
/// @param plan        how schedules are run and kept apart
/// @param result      file for the machine-readable result that the caller reads, or empty
public record Request(Kind kind, String target, String method, List<String> arguments, long schedules, long millis,
    String strategy, long seed, boolean keepGoing, String name, String replay, long repeat, String command,
    boolean progress, String report, String json, String sarif, String result, boolean quiet, Plan plan) {
  /// Kinds of program.
  public enum Kind { MAIN, JUNIT, BODY }

  /// The same, with the result written to a file.
  public Request withResult(String file) {
    return new Request(kind, target, method, arguments, schedules, millis, strategy, seed, keepGoing, name, replay, repeat,
        command, progress, report, json, sarif, file, quiet, plan);
  }

  /// The same, run in another way.
  public Request withPlan(Plan other) {
    return new Request(kind, target, method, arguments, schedules, millis, strategy, seed, keepGoing, name, replay, repeat,
        command, progress, report, json, sarif, result, quiet, other);
  }

  public String toJson() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", kind.name());
    map.put("target", target);
    map.put("method", method);
    map.put("arguments", arguments);
    map.put("schedules", schedules);
    map.put("millis", millis);
    map.put("strategy", strategy);
    map.put("seed", seed);
    map.put("keepGoing", keepGoing);
    map.put("name", name);
    map.put("replay", replay);
    map.put("repeat", repeat);
    map.put("command", command);
    map.put("progress", progress);
    map.put("report", report);
    map.put("json", json);
    map.put("sarif", sarif);
    map.put("result", result);
    map.put("quiet", quiet);
    map.put("plan", plan.toMap());
    return Json.write(map);
  }

  public static Request fromJson(String text) {
    Map<String, @Nullable Object> map = Json.parseObject(text);
    return new Request(Kind.valueOf(string(map, "kind")), string(map, "target"), string(map, "method"),
        strings(map.get("arguments")), number(map, "schedules"), number(map, "millis"), string(map, "strategy"),
        number(map, "seed"), flag(map, "keepGoing"), string(map, "name"), string(map, "replay"), number(map, "repeat"),
        string(map, "command"), flag(map, "progress"), string(map, "report"), string(map, "json"), string(map, "sarif"),
        string(map, "result"), flag(map, "quiet"), plan(map.get("plan")));
  }

  private static Plan plan(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return Plan.of(map);
    }
    throw new IllegalArgumentException("the request has no plan");
  }

  private static String string(Map<String, @Nullable Object> map, String key) {
    return map.get(key) instanceof String s ? s : "";
  }

  private static long number(Map<String, @Nullable Object> map, String key) {
    return map.get(key) instanceof Number n ? n.longValue() : 0;
  }

  private static boolean flag(Map<String, @Nullable Object> map, String key) {
    return map.get(key) instanceof Boolean b && b;
  }

  private static List<String> strings(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
