package dev.weft.check.launch;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `500ms`, `10s`, `2m`, `1h`; a bare number means seconds.
public final class Durations {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,12})(ms|s|m|h)?");

  private Durations() {}

  /// @throws IllegalArgumentException if it is no duration; the message says how to write one
  public static Duration parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a duration: write 500ms, 10s, 2m or 1h");
    }
    long amount = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2);
    return switch (unit == null ? "s" : unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofSeconds(amount);
    };
  }
}
