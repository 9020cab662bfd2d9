package dev.weft.bench.peer;

import java.time.Duration;

/// How long the sleepers of the suite `timers` sleep.
public final class Sleeps {
  private Sleeps() {}

  /// Spreads the times over 500 to 1,000 ms, in no order.
  public static Duration of(int i) {
    long mixed = (i * 2_654_435_761L) & 0xFFFF_FFFFL;
    return Duration.ofNanos(1_000 * (500_000 + mixed % 500_000));
  }
}
