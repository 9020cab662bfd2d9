package dev.weft.testing;

import dev.weft.Fiber;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what other fibers will bring about, with a bound.
public final class Eventually {
  private static final Duration BOUND = Duration.ofSeconds(10);

  private Eventually() {}

  /// Yields until it is so.
  ///
  /// @throws AssertionError if it is not within 10 seconds
  public static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > BOUND.toNanos()) {
        throw new AssertionError("not within " + BOUND + ": " + what);
      }
      Fiber.yieldNow();
    }
  }
}
