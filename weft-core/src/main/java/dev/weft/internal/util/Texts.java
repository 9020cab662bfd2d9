package dev.weft.internal.util;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// What the user's objects, names and durations say of themselves, for messages.
public final class Texts {
  private Texts() {}

  /// A text of somebody else's, such as a name, on one line and without anything that a terminal would obey: control characters, ends of
  /// lines and turns of the direction of writing are written as Java's escapes. All else stays, so most texts are returned as they are.
  public static String line(String text) {
    int first = 0;
    while (first < text.length() && isPlain(text.charAt(first))) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    var line = new StringBuilder(text.length() + 8).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (isPlain(c)) {
            line.append(c);
          } else {
            line.append(String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    return line.toString();
  }

  private static boolean isPlain(char c) {
    boolean endsLine = c == '\u2028' || c == '\u2029';
    boolean turns = (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    return !Character.isISOControl(c) && !endsLine && !turns;
  }

  /// All of it, as people write it: `0.02 ms`, `250 ms`, `1.5 s`, `1 min 30 s`, `400 d`. A negative one as ISO 8601 has it.
  public static String exact(Duration duration) {
    if (duration.isNegative()) {
      return duration.toString();
    }
    var parts = new StringJoiner(" ");
    add(parts, duration.toDays(), "d");
    add(parts, duration.toHoursPart(), "h");
    add(parts, duration.toMinutesPart(), "min");
    int seconds = duration.toSecondsPart();
    int nanos = duration.getNano();
    if (seconds == 0 && nanos > 0) {
      parts.add(decimal(BigDecimal.valueOf(nanos, 6)) + " ms");
    } else if (seconds > 0 || parts.length() == 0) {
      parts.add(decimal(BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(nanos, 9))) + " s");
    }
    return parts.toString();
  }

  private static void add(StringJoiner parts, long number, String unit) {
    if (number > 0) {
      parts.add(number + " " + unit);
    }
  }

  private static String decimal(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /// Its `toString`; its class if that throws, so that a message about one failure is not lost to another.
  public static String of(@Nullable Object what) {
    try {
      return String.valueOf(what);
    } catch (Throwable t) {
      return what == null ? "null" : what.getClass().getName() + " (its toString threw " + t.getClass().getName() + ")";
    }
  }
}
