package dev.weft.check.engine.report;

import dev.weft.check.engine.runtime.Failure;
import dev.weft.check.engine.runtime.RaceLog;
import dev.weft.check.engine.runtime.Stacks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The report as SARIF 2.1.0, which code hosts show beside the code.
public final class SarifReport {
  private final Sources sources;

  private SarifReport(Sources sources) {
    this.sources = sources;
  }

  /// Files are named by their paths below the current directory where they are found there.
  public static String of(Summary summary) {
    return new SarifReport(Sources.below(Path.of("").toAbsolutePath())).log(summary);
  }

  private String log(Summary summary) {
    List<Object> results = new ArrayList<>();
    Map<String, Object> rules = new LinkedHashMap<>();
    for (Bug bug : summary.bugs()) {
      Failure failure = bug.failure();
      if (failure != null) {
        rules.put(failure.kind().label(), rule(failure.kind()));
        results.add(result(failure.kind(), failure.headline(), places(failure)));
      }
      for (RaceLog.Race race : bug.races()) {
        rules.put(Failure.Kind.DATA_RACE.label(), rule(Failure.Kind.DATA_RACE));
        results.add(result(Failure.Kind.DATA_RACE, "data race on " + race.variable() + ": " + race.earlier().thread() + " "
            + verb(race.earlier()) + " and " + race.later().thread() + " " + verb(race.later()) + ", and nothing orders them",
            List.of(race.earlier().site().place(), race.later().site().place())));
      }
    }
    Map<String, @Nullable Object> driver = new LinkedHashMap<>();
    driver.put("name", "weft check");
    driver.put("rules", List.copyOf(rules.values()));
    Map<String, @Nullable Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("results", results);
    Map<String, @Nullable Object> log = new LinkedHashMap<>();
    log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return Json.write(log);
  }

  private static String verb(RaceLog.Party party) {
    return (party.write() ? "writes it at " : "reads it at ") + party.site().place();
  }

  private static Map<String, Object> rule(Failure.Kind kind) {
    return Map.of("id", id(kind), "shortDescription", Map.of("text", kind.label()));
  }

  private static String id(Failure.Kind kind) {
    return kind.label().replace(' ', '-');
  }

  private static List<String> places(Failure failure) {
    List<String> places = new ArrayList<>();
    failure.parties().forEach(party -> places.add(party.waitsAt()));
    Throwable error = failure.error();
    if (error != null) {
      Stacks.visible(error.getStackTrace()).stream().filter(Stacks::isApplication).limit(1)
          .forEach(frame -> places.add(frame.getFileName() + ":" + frame.getLineNumber()));
    }
    return places;
  }

  private Map<String, Object> result(Failure.Kind kind, String text, List<String> places) {
    List<Object> locations = new ArrayList<>();
    for (String place : places) {
      int colon = place.lastIndexOf(':');
      if (colon > 0 && place.substring(colon + 1).matches("[1-9]\\d*")) {
        locations.add(Map.of("physicalLocation", Map.of("artifactLocation", Map.of("uri", sources.pathOf(place.substring(0, colon))), "region",
            Map.of("startLine", Long.valueOf(place.substring(colon + 1))))));
      }
    }
    return Map.of("ruleId", id(kind), "level", "error", "message", Map.of("text", text), "locations", locations);
  }
}
