package dev.weft.channel;

import dev.weft.Selectable;
import dev.weft.internal.util.Texts;
import java.time.Duration;

/// Lets so much through in a time (a token bucket, kept as the time when it will be full again: the generic cell rate algorithm).
///
/// ```java
/// var limiter = RateLimiter.of(100, Duration.ofSeconds(1));   // one each 10 ms
/// for (Request r : requests) {
///   limiter.acquire();
///   send(r);
/// }
/// ```
/// Waiters are served first come, first served. Nothing runs in the background. It counts on the clock of the scheduler on which it was made; times beyond some seventy years are cut to that.
public final class RateLimiter {
  private final int permits;
  private final Duration per;
  private final int burst;
  private final Core core;
  private final PacedEvent<Boolean> acquiring;

  private RateLimiter(int permits, Duration per, int burst) {
    if (permits < 1 || !per.isPositive() || burst < 1) {
      throw new IllegalArgumentException(
          "a rate is at least one in a positive time, with a burst of at least one, not " + permits + " in " + Texts.exact(per)
              + " with a burst of " + burst);
    }
    this.permits = permits;
    this.per = per;
    this.burst = burst;
    this.core = new Core(Math.ceilDiv(Paced.nanos(per), permits), burst);
    this.acquiring = new PacedEvent<>(core, "wait for", this);
  }

  /// So many in that time, evenly: no two at once.
  ///
  /// @throws IllegalArgumentException if one of them is not positive
  public static RateLimiter of(int permits, Duration per) {
    return new RateLimiter(permits, per, 1);
  }

  /// The same rate for a new limiter that lets so many through at once after a quiet time; full now.
  ///
  /// @throws IllegalArgumentException if it is not positive
  public RateLimiter burst(int size) {
    return new RateLimiter(permits, per, size);
  }

  /// Waits until the next one may go. Parks until then.
  ///
  /// @throws InterruptedException if interrupted or cancelled before: then it did not count
  public void acquire() throws InterruptedException {
    acquiring.await();
  }

  /// Whether one may go now; it counts if so. Never parks.
  public boolean tryAcquire() {
    return acquiring.poll().isPresent();
  }

  /// The moment when the next one may go, as something to wait for; the result is true. Counts for whoever got it.
  public Selectable<Boolean> acquiring() {
    return acquiring;
  }

  /// Such as `rate limiter of 100 in 1 s, 3 waiting`.
  @Override
  public String toString() {
    int waiting = core.waiters();
    return "rate limiter of " + permits + " in " + Texts.exact(per) + (burst == 1 ? "" : ", bursts of " + burst)
        + (waiting == 0 ? "" : ", " + waiting + " waiting");
  }

  private static final class Core extends Paced<Boolean> {
    private final long interval;
    private final long tolerance;
    private long full; // when the bucket will be full again

    Core(long interval, int burst) {
      this.interval = interval;
      this.tolerance = burst - 1 <= LONGEST / interval ? (burst - 1) * interval : LONGEST;
      this.full = now();
    }

    @Override
    long due() {
      return full - tolerance;
    }

    @Override
    Boolean take(long now) {
      full = Math.max(full, now) + interval;
      return true;
    }
  }
}
