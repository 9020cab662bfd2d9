package dev.weft.internal.util;

import org.jspecify.annotations.Nullable;

/// What the user's objects say of themselves, for messages.
public final class Texts {
  private Texts() {}

  /// Its `toString`; its class if that throws, so that a message about one failure is not lost to another.
  public static String of(@Nullable Object what) {
    try {
      return String.valueOf(what);
    } catch (Throwable t) {
      return what == null ? "null" : what.getClass().getName() + " (its toString threw " + t.getClass().getName() + ")";
    }
  }
}
