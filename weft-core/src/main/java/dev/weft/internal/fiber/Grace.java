package dev.weft.internal.fiber;

import dev.weft.internal.util.Nanos;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/// How long cancelled fibers have before they are reported: what the system property says, if that is a time.
///
/// It is read at the first cancellation, which must not fail for it: what is no time is logged, and the default holds.
final class Grace {
  private static final String PROPERTY = "dev.weft.cancellation.grace";
  private static final Duration DEFAULT = Duration.ofSeconds(5);

  private Grace() {}

  static long configured() {
    String text = System.getProperty(PROPERTY);
    if (text != null) {
      try {
        return nanos(Duration.parse(text));
      } catch (DateTimeParseException | IllegalArgumentException e) {
        Thread.ofPlatform().daemon().name("weft-log").start(() -> warn(text)); // a logger may wait, and whoever cancels may not
      }
    }
    return nanos(DEFAULT);
  }

  /// [Long#MAX_VALUE] for what is longer than that.
  ///
  /// @throws IllegalArgumentException for a time that is not longer than none
  static long nanos(Duration time) {
    if (!time.isPositive()) {
      throw new IllegalArgumentException("cancelled fibers need some time to end in, not " + time);
    }
    return Nanos.of(time);
  }

  private static void warn(String text) {
    System.getLogger("dev.weft")
        .log(Level.WARNING, "-D{0}={1} is no time such as PT5S, PT0.5S or PT10M: {2} holds instead", PROPERTY, text, DEFAULT);
  }
}
