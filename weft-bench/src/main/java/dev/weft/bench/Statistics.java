package dev.weft.bench;

import java.util.Arrays;

/// The few numbers that are said of a handful of measurements. An infinite value stands for "did not run".
public final class Statistics {
  private Statistics() {}

  /// The middle value, or the mean of the two in the middle.
  ///
  /// @throws IllegalArgumentException if there are no values
  public static double median(double... values) {
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    if (sorted.length % 2 == 1) {
      return sorted[middle];
    }
    return (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// The smallest value.
  public static double min(double... values) {
    return sorted(values)[0];
  }

  /// The largest value.
  public static double max(double... values) {
    double[] sorted = sorted(values);
    return sorted[sorted.length - 1];
  }

  /// How the total cost grows with the number of things, as an exponent: 1 is linear, 2 is quadratic.
  ///
  /// @param smallEach cost of each thing when there are `small` of them
  /// @param largeEach cost of each thing when there are `large` of them
  public static double exponent(double small, double smallEach, double large, double largeEach) {
    return 1 + Math.log(largeEach / smallEach) / Math.log(large / small);
  }

  private static double[] sorted(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no values");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
