package dev.weft.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How the cost of each task changes as there are more of them.
///
/// The exponent is that of the total cost: 1 is linear. Caches make a little more than that normal: what is counted as
/// linear here at most doubles the cost of each task over a hundredfold of tasks.
final class Growth {
  private static final double LINEAR = 1.15;

  private Growth() {}

  /// One line for each suite, system and variant: the cost of each task at each size, and the exponent.
  static String table(List<Result> results) {
    Map<String, List<Result>> rows = new LinkedHashMap<>();
    for (Result result : results) {
      if (result.suite().contains("@") && !result.starved()) {
        rows.computeIfAbsent(suite(result) + " " + result.label(), _ -> new ArrayList<>()).add(result);
      }
    }
    var text = new StringBuilder("\nGrowth of the total cost with the number of tasks (1 is linear):\n");
    rows.forEach((name, row) -> text.append(line(name, row)));
    return text.toString();
  }

  private static String line(String name, List<Result> row) {
    Result first = row.getFirst();
    Result last = row.getLast();
    if (size(first) == size(last)) {
      return "";
    }
    double exponent = Statistics.exponent(size(first), first.median(), size(last), last.median());
    var costs = new StringBuilder();
    for (Result result : row) {
      costs.append(String.format(Locale.ROOT, " %,10.1f", result.median()));
    }
    return String.format(
        Locale.ROOT, "  %-36s%s  exponent %.2f, %s%n", name, costs, exponent, exponent <= LINEAR ? "linear" : "WORSE");
  }

  // A second metric's name comes behind the size: `parked@1000-peak`.
  private static String suite(Result result) {
    return result.suite().replaceFirst("@\\d+", "");
  }

  private static double size(Result result) {
    return Double.parseDouble(result.suite().replaceFirst(".*@(\\d+).*", "$1"));
  }
}
