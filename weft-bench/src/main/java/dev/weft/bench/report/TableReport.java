package dev.weft.bench.report;

import dev.weft.bench.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A table for the terminal: one block for each suite, one line for each system and variant.
public final class TableReport {
  private final Ratios ratios;

  public TableReport(Ratios ratios) {
    this.ratios = ratios;
  }

  /// The block of one case (of more than one if its peers print a second metric).
  ///
  /// @param says what an operation is
  public String block(String says, List<Result> results) {
    var text = new StringBuilder();
    bySuite(results).forEach((suite, ofSuite) -> block(text, suite, says, ofSuite));
    return text.toString();
  }

  private void block(StringBuilder text, String suite, String says, List<Result> ofSuite) {
    text.append(suite).append(": ").append(says).append('\n');
    text.append(line("", "median", "min", "max", "/ " + ratios.label())).append('\n');
    for (Result result : ofSuite) {
      String ratio = ratios.of(result, ofSuite).map(r -> String.format(Locale.ROOT, "%.2f", r)).orElse("-");
      text.append(line(result.label(), number(result.median()), number(result.min()), number(result.max()), ratio))
          .append('\n');
    }
  }

  static Map<String, List<Result>> bySuite(List<Result> results) {
    Map<String, List<Result>> suites = new LinkedHashMap<>();
    for (Result result : results) {
      suites.computeIfAbsent(result.suite(), _ -> new ArrayList<>()).add(result);
    }
    return suites;
  }

  private static String line(String name, String median, String min, String max, String ratio) {
    return String.format(Locale.ROOT, "  %-22s %10s %10s %10s %12s", name, median, min, max, ratio);
  }

  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "starved";
    }
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }
}
