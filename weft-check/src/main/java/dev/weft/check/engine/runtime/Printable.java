package dev.weft.check.engine.runtime;

/// Texts of the program's, as a terminal may have them: what it would obey is written as Java's escapes.
public final class Printable {
  private Printable() {}

  /// A name, which stays on its line.
  public static String name(String text) {
    return escape(text, false);
  }

  /// A message, whose lines and tabs stay.
  public static String message(String text) {
    return escape(text, true);
  }

  private static String escape(String text, boolean lines) {
    int first = 0;
    while (first < text.length() && isPlain(text.charAt(first), lines)) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 8).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      escaped.append(isPlain(c, lines) ? String.valueOf(c) : switch (c) {
        case '\n' -> "\\n";
        case '\r' -> "\\r";
        case '\t' -> "\\t";
        default -> String.format("\\u%04x", (int) c);
      });
    }
    return escaped.toString();
  }

  private static boolean isPlain(char c, boolean lines) {
    if (c == '\n' || c == '\t') {
      return lines;
    }
    boolean turns = (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    return !Character.isISOControl(c) && c != '\u2028' && c != '\u2029' && !turns;
  }
}
