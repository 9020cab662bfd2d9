package dev.weft.check.engine.runtime;

import dev.weft.check.engine.strategy.Schedule;

/// When a schedule is long, and when it is endless.
///
/// From event `fairFrom` on every thread gets its turn, one event each. A schedule is a livelock if for `patience` events of that
/// neither a thread has ended nor anything was seen that had not been seen before (another value, another element), or if for
/// `most` events and `nanos` nanoseconds no thread has ended.
///
/// @param endlessAt the event at which it is known to be a livelock: a replay need not wait as long as the proof; 0 if unknown
public record Bounds(long fairFrom, long patience, long most, long nanos, long endlessAt) {
  /// Shorter than this no schedule is long.
  static final long LONG = 20_000;
  private static final long PATIENCE = 1_000_000;
  private static final long NANOS = 8_000_000_000L;

  /// Of the first schedule: nothing is known of the program's length, so what goes on doing new things gets time.
  public static Bounds first() {
    return new Bounds(LONG, PATIENCE, 5 * PATIENCE, NANOS, 0);
  }

  /// Of a later schedule; the first had so many events.
  public static Bounds after(long length) {
    long patience = Math.max(PATIENCE, 8 * length);
    return new Bounds(Math.max(LONG, 2 * length), patience, 5 * patience, 0, 0);
  }

  /// The same, but fair from an event on.
  public Bounds fairFrom(long event) {
    return new Bounds(event, patience, most, nanos, endlessAt);
  }

  /// Of a replay: as patient as whatever was recorded.
  public static Bounds of(Schedule schedule) {
    long fairFrom = schedule.fairFrom();
    long patience = Math.max(PATIENCE, 4 * fairFrom);
    return new Bounds(fairFrom, patience, 5 * patience, NANOS, schedule.endlessAt());
  }
}
