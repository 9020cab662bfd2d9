package dev.weft.check.engine.strategy;

import java.util.Collection;

/// Pearson's test of whether outcomes that should be equally likely are.
final class ChiSquare {
  private ChiSquare() {}

  /// How many standard deviations the statistic lies above what it should be, by the approximation of Wilson and Hilferty. Above
  /// 3.1 once in a thousand times if the outcomes are equally likely.
  static double deviations(Collection<Integer> counts, int outcomes) {
    double expected = counts.stream().mapToInt(Integer::intValue).sum() / (double) outcomes;
    double statistic = counts.stream().mapToDouble(count -> (count - expected) * (count - expected) / expected).sum()
        + (outcomes - counts.size()) * expected;
    double freedom = outcomes - 1;
    double spread = 2 / (9 * freedom);
    return (Math.cbrt(statistic / freedom) - (1 - spread)) / Math.sqrt(spread);
  }
}
