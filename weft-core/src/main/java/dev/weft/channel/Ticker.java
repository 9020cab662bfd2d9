package dev.weft.channel;

import dev.weft.Selectable;
import dev.weft.internal.util.Texts;
import java.time.Duration;
import java.util.Objects;

/// Something that happens again and again, at a fixed distance (Tokio's `interval`, Go's `Ticker`).
///
/// ```java
/// var ticker = Ticker.every(Duration.ofSeconds(1));
/// while (true) {
///   ticker.await();
///   report();
/// }
/// ```
/// The first tick comes one period after the making. Nothing runs in the background: a tick happens for whoever waits for it, so nobody
/// needs to stop a ticker. It counts on the clock of the scheduler on which it was made; times beyond some seventy years are cut to that. Several may wait for the same one: each tick goes to
/// one of them, first come, first served.
public final class Ticker {
  /// What happens to ticks that nobody was there to take.
  public enum Missed {
    /// They are taken at once, one after the other, until the schedule is caught up.
    BURST,
    /// They are left out; the schedule stays as it was.
    SKIP,
    /// They are left out; the next one comes one period after this.
    DELAY
  }

  /// One tick.
  ///
  /// @param number counts from 1, with those that were left out
  /// @param late how long after its time it was taken
  public record Tick(long number, Duration late) {}

  private final Duration period;
  private final Missed missed;
  private final Core core;
  private final PacedEvent<Tick> ticking;

  private Ticker(Duration period, Missed missed) {
    this.period = period;
    this.missed = missed;
    this.core = new Core(Paced.nanos(period), missed);
    this.ticking = new PacedEvent<>(core, "wait for a tick of", this);
  }

  /// Skips what is missed.
  ///
  /// @throws IllegalArgumentException if the period is not positive
  public static Ticker every(Duration period) {
    return every(period, Missed.SKIP);
  }

  /// With another policy for ticks that are missed.
  ///
  /// @throws IllegalArgumentException if the period is not positive
  public static Ticker every(Duration period, Missed missed) {
    if (!period.isPositive()) {
      throw new IllegalArgumentException("a ticker's period is positive, not " + Texts.exact(period));
    }
    return new Ticker(period, Objects.requireNonNull(missed, "missed"));
  }

  /// Waits for the next tick. Parks until it is due.
  ///
  /// @throws InterruptedException if interrupted or cancelled before: then no tick was taken
  public Tick await() throws InterruptedException {
    return ticking.await();
  }

  /// The next tick as something to wait for.
  public Selectable<Tick> ticking() {
    return ticking;
  }

  @Override
  public String toString() {
    return "ticker of " + Texts.exact(period) + " (" + missed + ")";
  }

  private static final class Core extends Paced<Tick> {
    private final long period;
    private final Missed missed;
    private long due;
    private long number = 1;

    Core(long period, Missed missed) {
      this.period = period;
      this.missed = missed;
      this.due = now() + period;
    }

    @Override
    long due() {
      return due;
    }

    @Override
    Tick take(long now) {
      long late = now - due;
      var tick = new Tick(number, Duration.ofNanos(late));
      long passed = 1 + late / period; // periods until the next tick on the schedule that is still to come
      switch (missed) {
        case BURST -> {
          due += period;
          number++;
        }
        case SKIP -> {
          due += passed * period;
          number += passed;
        }
        case DELAY -> {
          due = now + period;
          number += passed;
        }
      }
      return tick;
    }
  }
}
