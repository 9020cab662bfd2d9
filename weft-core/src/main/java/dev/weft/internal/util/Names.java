package dev.weft.internal.util;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What reports call the things that fibers wait for: by the names that users give them, else by what tells them apart.
public final class Names {
  private Names() {}

  /// A name as it is kept: on one line.
  public static String given(String name) {
    return Texts.line(Objects.requireNonNull(name, "name"));
  }

  /// Such as `mutex accounts`, or `mutex @1b2c` where it has no name.
  public static String of(String kind, @Nullable String name, Object thing) {
    return kind + " " + (name == null ? hash(thing) : name);
  }

  /// Such as `watch config`, or `watch` where it has no name: what is behind that tells enough.
  public static String of(String kind, @Nullable String name) {
    return name == null ? kind : kind + " " + name;
  }

  /// Its identity, as in the JDK's dumps: `@1b2c`.
  public static String hash(Object thing) {
    return "@" + Integer.toHexString(System.identityHashCode(thing));
  }
}
