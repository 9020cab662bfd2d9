package dev.weft.check.engine.explore;

import dev.weft.check.engine.report.ReplayFile;
import dev.weft.check.engine.runtime.WeakModes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How schedules are run in one JVM: on what, and how they are kept apart. A JVM that cannot go on as planned ends, and asks for
/// another one with another plan; what it has learnt and done so far goes along.
///
/// @param backend      what tasks run on
/// @param backendFixed the user has chosen it
/// @param isolation    how schedules are kept apart
/// @param isolationFixed the user has chosen it
/// @param initialisers class initialisers are explored too, instead of being one step each
/// @param watched      a schedule that does not end is noticed by the wall clock; not so when a debugger may stop it
/// @param notes        why the plan is as it is, for the report
/// @param earlier      what was done in earlier JVMs
public record Plan(Backend backend, boolean backendFixed, Isolation isolation, boolean isolationFixed, boolean initialisers,
    boolean watched, List<String> notes, Earlier earlier) {
  /// What tasks run on.
  public enum Backend { CONTINUATIONS, PLATFORM }

  /// How what a schedule leaves behind is kept from the next: static fields are set anew, the program's classes are loaded anew, or
  /// each schedule has a JVM of its own.
  public enum Isolation { STATICS, LOADER, JVM }

  /// @param distinct schedules
  /// @param startled schedules with spurious wake-ups
  /// @param hashes   of schedules in JVMs of their own, the first one first
  /// @param weak     accesses that were met there
  public record Earlier(long schedules, long distinct, long startled, long millis, List<Long> hashes, List<WeakModes.Use> weak) {
    static final Earlier NOTHING = new Earlier(0, 0, 0, 0, List.of(), List.of());
  }

  /// The plan of an exploration of which nothing is known yet; null lets the checker choose.
  public static Plan first(@Nullable Backend backend, @Nullable Isolation isolation, boolean watched) {
    Plan plan = new Plan(Backend.CONTINUATIONS, backend != null, isolation == null ? Isolation.STATICS : isolation,
        isolation != null, false, watched, List.of(), Earlier.NOTHING);
    return backend == Backend.PLATFORM ? plan.onThreads("") : plan;
  }

  /// The plan of a replay: as it was recorded, unless the user has chosen otherwise.
  public Plan replaying(ReplayFile.Way way) {
    return new Plan(backendFixed ? backend : Backend.valueOf(way.backend().toUpperCase(Locale.ROOT)), true,
        isolationFixed ? isolation : Isolation.valueOf(way.isolation().toUpperCase(Locale.ROOT)), true, way.initialisers(), watched, notes,
        earlier);
  }

  /// On platform threads, and if the user does not want it otherwise with initialisers explored.
  Plan onThreads(String why) {
    Isolation apart = isolationFixed ? isolation : Isolation.LOADER;
    return new Plan(Backend.PLATFORM, true, apart, isolationFixed, apart == Isolation.LOADER, watched, plus(why), earlier);
  }

  Plan apartBy(Isolation other, boolean forGood, String why) {
    return new Plan(backend, backendFixed, other, forGood, initialisers, watched, plus(why), earlier);
  }

  Plan after(long schedules, long distinct, long startled, long millis, List<Long> hashes) {
    return new Plan(backend, backendFixed, isolation, isolationFixed, initialisers, watched, notes,
        new Earlier(schedules, distinct, startled, millis, List.copyOf(hashes), earlier.weak()));
  }

  /// The accesses in weak modes that were met in earlier JVMs and in this one.
  List<WeakModes.Use> weak() {
    return Stream.concat(earlier.weak().stream(), WeakModes.met().stream()).distinct().sorted().toList();
  }

  /// The same for another JVM, which may not meet what this one has met.
  Plan handedOn() {
    return new Plan(backend, backendFixed, isolation, isolationFixed, initialisers, watched, notes,
        new Earlier(earlier.schedules(), earlier.distinct(), earlier.startled(), earlier.millis(), earlier.hashes(), weak()));
  }

  private List<String> plus(String note) {
    return note.isEmpty() ? notes : Stream.concat(notes.stream(), Stream.of(note)).toList();
  }

  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("backend", backend.name());
    map.put("backendFixed", backendFixed);
    map.put("isolation", isolation.name());
    map.put("isolationFixed", isolationFixed);
    map.put("initialisers", initialisers);
    map.put("watched", watched);
    map.put("notes", notes);
    map.put("schedules", earlier.schedules());
    map.put("distinct", earlier.distinct());
    map.put("startled", earlier.startled());
    map.put("millis", earlier.millis());
    map.put("hashes", earlier.hashes());
    map.put("weak", earlier.weak().stream().map(use -> List.of(use.mode(), use.place())).toList());
    return map;
  }

  static Plan of(Map<?, ?> map) {
    return new Plan(Backend.valueOf(String.valueOf(map.get("backend"))), map.get("backendFixed") == Boolean.TRUE,
        Isolation.valueOf(String.valueOf(map.get("isolation"))), map.get("isolationFixed") == Boolean.TRUE,
        map.get("initialisers") == Boolean.TRUE, map.get("watched") == Boolean.TRUE,
        list(map.get("notes")).stream().map(String::valueOf).toList(),
        new Earlier(number(map.get("schedules")), number(map.get("distinct")), number(map.get("startled")), number(map.get("millis")),
            list(map.get("hashes")).stream().map(Plan::number).toList(), list(map.get("weak")).stream().map(Plan::use).toList()));
  }

  private static WeakModes.Use use(@Nullable Object value) {
    List<?> parts = list(value);
    return new WeakModes.Use(String.valueOf(parts.get(0)), String.valueOf(parts.get(1)));
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number n ? n.longValue() : 0;
  }
}
