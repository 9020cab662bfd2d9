package dev.weft.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people type them: `500ms`, `10s`, `2m`, `1h`.
public final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,12})(ms|s|m|h)");

  private Durations() {}

  /// `option` is named in the message of a duration that is none.
  public static Duration parse(String option, String text) throws UsageException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException(option + " takes a duration such as 500ms, 10s, 2m or 1h, not '" + text + "'");
    }
    long amount = Long.parseLong(matcher.group(1));
    if (amount == 0) {
      throw new UsageException(option + " takes a duration longer than nothing, not '" + text + "'");
    }
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }
}
