package dev.weft;

import dev.weft.internal.util.CallSites;
import java.util.Objects;

/// Where in the program fibers of one kind are forked.
///
/// Found by walking the stack when a body's class is forked for the first time and kept with that class: each lambda
/// expression has a class of its own, so a fork in a loop costs one walk in all. A body class that is forked from several places
/// keeps the first.
///
/// @param place such as `Crawl.java:12`
/// @param method such as `Crawl.main`
public record SpawnSite(String place, String method) {
  private static final SpawnSite UNKNOWN = new SpawnSite("unknown", "unknown");

  private static final ClassValue<SpawnSite> SITES =
      new ClassValue<>() {
        @Override
        protected SpawnSite computeValue(Class<?> body) {
          return walk();
        }
      };

  /// The site of a body that is being forked by the caller's caller.
  static SpawnSite of(Object body) {
    return SITES.get(Objects.requireNonNull(body, "body").getClass());
  }

  private static SpawnSite walk() {
    return CallSites.caller()
        .map(
            frame -> {
              String type = frame.getClassName();
              String simple = type.substring(type.lastIndexOf('.') + 1);
              return new SpawnSite(CallSites.place(frame), simple + "." + frame.getMethodName());
            })
        .orElse(UNKNOWN);
  }

  @Override
  public String toString() {
    return place;
  }
}
