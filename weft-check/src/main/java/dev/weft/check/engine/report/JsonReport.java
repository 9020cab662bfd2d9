package dev.weft.check.engine.report;

import dev.weft.check.engine.runtime.Failure;
import dev.weft.check.engine.runtime.RaceLog;
import dev.weft.check.engine.runtime.Stacks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The report for programs: one JSON object.
public final class JsonReport {
  private JsonReport() {}

  public static String of(Summary summary) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("verdict", summary.verdict());
    List<Object> bugs = new ArrayList<>();
    for (Bug bug : summary.bugs()) {
      if (bug.failure() != null) {
        bugs.add(bug(bug, bug.failure()));
      }
      bug.races().forEach(race -> bugs.add(race(bug, race)));
    }
    map.put("bugs", bugs);
    map.put("uncontrolled", summary.uncontrolled());
    map.put("schedules", summary.schedules());
    map.put("distinct", summary.distinct());
    map.put("complete", summary.complete());
    Estimate left = summary.left();
    map.put("estimate", left == null ? null
        : Map.of("newShare", left.share(), "isUpperBound", left.atMost(), "distinctAtLeast", left.atLeast()));
    map.put("seconds", Math.round(summary.seconds() * 1000) / 1000.0);
    map.put("strategy", summary.strategy());
    map.put("seed", summary.seed());
    if (summary.strategy().equals("replay")) {
      map.put("exact", summary.exact());
    }
    map.put("isolation", summary.isolation());
    map.put("weakModes", summary.weak().stream().map(use -> Map.of("mode", use.mode(), "place", use.place())).toList());
    map.put("notes", summary.remarks());
    return Json.write(map);
  }

  private static Map<String, @Nullable Object> bug(Bug bug, Failure failure) {
    Map<String, @Nullable Object> map = start(bug, failure.kind(), failure.headline());
    List<String> places = new ArrayList<>();
    List<Object> threads = new ArrayList<>();
    TreeSet<String> locks = new TreeSet<>();
    for (Failure.Party party : failure.parties()) {
      places.add(party.waitsAt());
      Map<String, @Nullable Object> thread = new LinkedHashMap<>();
      thread.put("name", party.thread());
      party.holds().forEach(held -> locks.add(held.lock()));
      thread.put("holds", locks(party.holds()));
      thread.put("took", taken(party.holds()));
      thread.put("waitsFor", party.waitsFor());
      thread.put("place", party.waitsAt());
      thread.put("heldBy", party.owner());
      thread.put("stack", party.stack());
      thread.put("note", party.note());
      threads.add(thread);
    }
    Throwable error = failure.error();
    if (error != null) {
      List<String> stack = Stacks.visible(error.getStackTrace()).stream()
          .map(Stacks::show).toList();
      map.put("exception", error.toString());
      map.put("stack", stack);
      Stacks.visible(error.getStackTrace()).stream()
          .filter(Stacks::isApplication).limit(1)
          .forEach(f -> places.add(f.getFileName() + ":" + f.getLineNumber()));
    }
    map.put("places", places);
    map.put("threads", threads);
    map.put("locks", List.copyOf(locks));
    return finish(map, bug);
  }

  private static Map<String, @Nullable Object> race(Bug bug, RaceLog.Race race) {
    Map<String, @Nullable Object> map = start(bug, Failure.Kind.DATA_RACE, "data race on " + race.variable());
    map.put("variable", race.variable());
    map.put("places", List.of(race.earlier().site().place(), race.later().site().place()));
    map.put("threads", List.of(side(race.earlier()), side(race.later())));
    TreeSet<String> locks = new TreeSet<>();
    race.earlier().locks().forEach(held -> locks.add(held.lock()));
    race.later().locks().forEach(held -> locks.add(held.lock()));
    map.put("locks", List.copyOf(locks));
    map.put("hint", RaceHint.of(race));
    return finish(map, bug);
  }

  private static Map<String, @Nullable Object> side(RaceLog.Party party) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", party.thread());
    map.put("access", party.write() ? "write" : "read");
    map.put("place", party.site().place());
    map.put("createdAt", party.createdAt());
    map.put("locks", locks(party.locks()));
    map.put("took", taken(party.locks()));
    map.put("stack", party.stack());
    return map;
  }

  private static List<Object> locks(List<Failure.Held> held) {
    List<Object> list = new ArrayList<>();
    held.stream().filter(Failure.Held::isHeld)
        .forEach(lock -> list.add(Map.of("lock", lock.lock(), "place", lock.place(), "shared", lock.shared())));
    return list;
  }

  private static List<Object> taken(List<Failure.Held> held) {
    List<Object> list = new ArrayList<>();
    held.stream().filter(lock -> !lock.isHeld())
        .forEach(lock -> list.add(Map.of("what", lock.taken(), "of", lock.lock(), "place", lock.place())));
    return list;
  }

  private static Map<String, @Nullable Object> start(Bug bug, Failure.Kind kind, String headline) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", kind.label());
    map.put("headline", headline);
    map.put("schedule", bug.number());
    map.put("steps", bug.events());
    map.put("switches", bug.switches());
    return map;
  }

  private static Map<String, @Nullable Object> finish(Map<String, @Nullable Object> map, Bug bug) {
    map.put("strategy", bug.strategy());
    map.put("replay", bug.replay());
    map.put("repeats", bug.repeats());
    return map;
  }
}
