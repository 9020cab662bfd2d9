package dev.weft.check.engine.explore;

import org.jspecify.annotations.Nullable;

/// On which Java the checker runs. It mounts and unmounts stacks itself, which updates of JDK 25 before this one get wrong.
final class JavaVersion {
  private static final Runtime.Version OLDEST = Runtime.Version.parse("25.0.3");

  private JavaVersion() {}

  /// Why the checker refuses to run there, and what to do; null if it does not.
  static @Nullable String unfit(Runtime.Version version) {
    return version.compareTo(OLDEST) >= 0 ? null : "this Java is " + version + ", but it takes " + OLDEST
        + " or newer: older ones mix up stacks (JDK-8369227). Install an update of JDK 25, and set JAVA_HOME to it";
  }
}
