package dev.weft.internal.run;

import dev.weft.internal.util.Nanos;
import java.time.Duration;

/// Where time comes from: the system, or a test's own.
///
/// One of the four doors by which non-determinism enters (scheduler, clock, random source, poller).
public interface Clock {
  /// Nanoseconds since some origin near the start of the program; never goes back.
  long nanoTime();

  /// When that will be; for ever, if that is so far away that no number tells it.
  ///
  /// @param nanos none or more
  default long after(long nanos) {
    long at = nanoTime() + nanos;
    return at < 0 ? Long.MAX_VALUE : at;
  }

  /// When that will be; now, if it is negative.
  default long after(Duration length) {
    return after(Math.max(0, Nanos.of(length)));
  }

  /// What an idle carrier does until the deadline: wait for it, or, under virtual time, jump to it.
  ///
  /// @return true if time has been moved to the deadline, false if the carrier has to wait for real
  boolean advanceTo(long deadline);

  /// The system's clock.
  Clock SYSTEM =
      new Clock() {
        private final long origin = System.nanoTime();

        @Override
        public long nanoTime() {
          return System.nanoTime() - origin; // starts near zero, so that deadlines compare as plain numbers
        }

        @Override
        public boolean advanceTo(long deadline) {
          return false;
        }

        @Override
        public String toString() {
          return "system clock";
        }
      };
}
