package dev.weft.internal.fiber;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// All live fibers, found through the scopes that have not been closed.
public final class Registry {
  private static final Set<Children> OPEN = ConcurrentHashMap.newKeySet();

  private Registry() {}

  /// A scope has been opened.
  public static void opened(Children scope) {
    OPEN.add(scope);
  }

  /// A scope has been closed and has no fibers.
  public static void closed(Children scope) {
    OPEN.remove(scope);
  }

  /// The fibers that are alive; those that begin or end meanwhile may be missing.
  public static Stream<FiberTask<?>> fibers() {
    return OPEN.stream().flatMap(scope -> scope.list().stream());
  }
}
