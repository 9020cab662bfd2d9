package dev.weft.bench.check;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as users write them: `500ms`, `5s`, `2m`.
final class Budget {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(ms|s|m)");

  private Budget() {}

  /// @throws IllegalArgumentException if the text is no such duration, or zero; the message shows the form
  static Duration parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
      throw new IllegalArgumentException("a time is a number and ms, s or m, such as 500ms, 5s or 2m");
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> throw new IllegalStateException("the pattern lets no other unit through: " + text);
    };
  }
}
