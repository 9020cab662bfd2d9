package dev.weft.internal.observe;

import dev.weft.internal.util.Names;
import java.time.Duration;
import java.util.Locale;

/// Numbers and names as people read them.
public final class Words {
  private static final String THREAD = "thread";
  private static final String NUMBERED = THREAD + " #";

  private Words() {}

  /// Such as `12 ms`, `3.2 s`, `5 min`, `2 h`.
  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 100_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }
    return millis < 7_200_000 ? millis / 60_000 + " min" : millis / 3_600_000 + " h";
  }

  /// Such as `1 fiber`, `3 fibers`.
  public static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /// An object by its type and identity, as in the JDK's dumps: `Object@1b2c`.
  public static String identity(Object object) {
    String type = object.getClass().getName();
    String simple = type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    String shown = simple.isEmpty() || Character.isDigit(simple.charAt(0)) ? type.substring(type.lastIndexOf('.') + 1) : simple;
    return shown + Names.hash(object);
  }

  /// A thread by its name, else by its number.
  public static String name(Thread thread) {
    return thread.getName().isEmpty() ? NUMBERED + thread.threadId() : thread.getName();
  }

  /// What is called so: `virtual thread fetch`; `virtual thread #31` of one that has no name.
  public static String title(String kind, String name) {
    return kind.endsWith(THREAD) && name.startsWith(NUMBERED) ? kind + name.substring(THREAD.length()) : kind + " " + name;
  }
}
