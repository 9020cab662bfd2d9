package dev.weft.check.engine.runtime;

/// The clock of the explored program. It stands still while tasks run, but for a microsecond each time it is read, so that
/// a loop that polls it ends; it jumps to a deadline when a time-out fires.
final class VirtualClock {
  private static final long READING_COSTS = 1_000;
  /// Midnight of 2025-01-01 UTC: every schedule begins at the same moment.
  private static final long EPOCH_MILLIS = 1_735_689_600_000L;
  /// A century. Whoever waits for longer means for ever, and no schedule lets the time pass.
  private static final long LIFETIME = 36_525L * 24 * 3_600 * 1_000_000_000;
  private static long nanos;

  private VirtualClock() {}

  static void reset() {
    nanos = 0;
  }

  static long read() {
    nanos += READING_COSTS;
    Points.uncertain();
    return nanos;
  }

  /// The time for Weft's timers, which do not poll it.
  static long now() {
    return nanos;
  }

  static long readMillis() {
    return EPOCH_MILLIS + read() / 1_000_000;
  }

  /// The adjustment that `VM.getNanoTimeAdjustment` would give for an offset in seconds.
  static long readAdjustment(long offsetSeconds) {
    return EPOCH_MILLIS * 1_000_000 + read() - offsetSeconds * 1_000_000_000;
  }

  /// The deadline of a wait that starts now.
  static long after(long duration) {
    long deadline = nanos + Math.max(0, duration);
    return deadline < 0 || duration > LIFETIME ? Task.FAR : deadline;
  }

  static long afterMillis(long millis) {
    return after(millis > Long.MAX_VALUE / 1_000_000 ? Long.MAX_VALUE : millis * 1_000_000);
  }

  /// The deadline of a wait until a moment of [#readMillis].
  static long atMillis(long moment) {
    return afterMillis(moment - EPOCH_MILLIS - nanos / 1_000_000);
  }

  static void advanceTo(long moment) {
    nanos = Math.max(nanos, moment);
  }
}
