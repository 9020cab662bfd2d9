package dev.weft.internal.util;

import java.time.Duration;

/// Durations as numbers.
public final class Nanos {
  private Nanos() {}

  /// Its nanoseconds; those that no number tells are for ever, [Long#MAX_VALUE], or before all time, [Long#MIN_VALUE].
  public static long of(Duration time) {
    try {
      return time.toNanos();
    } catch (ArithmeticException beyond) {
      return time.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
