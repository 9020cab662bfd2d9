package dev.weft.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what must become true, by looking; never longer than a bound.
public final class Eventually {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Eventually() {}

  /// Returns when the condition holds; fails with the description when it does not in time.
  public static void until(String description, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("did not become true within " + LIMIT + ": " + description);
      }
      LockSupport.parkNanos(50_000);
    }
  }
}
