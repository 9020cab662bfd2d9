package dev.weft.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All measurements of one suite on one system and variant.
///
/// @param median not finite if the measured task was starved in at least half of the runs
/// @param runs how many measurements there were
public record Result(
    String suite, String system, String variant, String unit, double median, double min, double max, int runs) {

  /// Gathers measurements, in the order in which each suite, system and variant first appears.
  public static List<Result> gather(List<Measurement> measurements) {
    Map<Key, List<Measurement>> groups = new LinkedHashMap<>();
    for (Measurement m : measurements) {
      groups.computeIfAbsent(new Key(m.suite(), m.system(), m.variant(), m.unit()), _ -> new ArrayList<>())
          .add(m);
    }
    return groups.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private record Key(String suite, String system, String variant, String unit) {}

  private static Result of(Key key, List<Measurement> group) {
    double[] values = group.stream().mapToDouble(Measurement::value).toArray();
    return new Result(
        key.suite(),
        key.system(),
        key.variant(),
        key.unit(),
        Statistics.median(values),
        Statistics.min(values),
        Statistics.max(values),
        values.length);
  }

  public boolean starved() {
    return !Double.isFinite(median);
  }

  /// `weft:work-stealing` and the like.
  public String label() {
    return system + ":" + variant;
  }
}
