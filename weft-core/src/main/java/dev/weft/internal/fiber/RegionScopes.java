package dev.weft.internal.fiber;

import java.util.ArrayList;
import java.util.List;

/// The scopes that were opened in a [Region] on its own thread, and have not closed: its deadline cancels them. Guarded by itself.
final class RegionScopes {
  private final List<Owner> scopes = new ArrayList<>();

  synchronized void add(Owner scope) {
    scopes.add(scope);
  }

  synchronized void remove(Owner scope) {
    int at = scopes.lastIndexOf(scope); // mostly the last one
    if (at >= 0) {
      scopes.remove(at);
    }
  }

  /// A snapshot, oldest first.
  synchronized List<Owner> all() {
    return List.copyOf(scopes);
  }
}
