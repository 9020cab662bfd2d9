package dev.weft.internal.util;

import org.jspecify.annotations.Nullable;

/// What the user's objects and names say of themselves, for messages.
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

  /// Its `toString`; its class if that throws, so that a message about one failure is not lost to another.
  public static String of(@Nullable Object what) {
    try {
      return String.valueOf(what);
    } catch (Throwable t) {
      return what == null ? "null" : what.getClass().getName() + " (its toString threw " + t.getClass().getName() + ")";
    }
  }
}
