package dev.weft.internal.fiber;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists of scopes, linked through themselves: the open scopes of one fiber, and the roots. Youngest first.
///
/// Whoever has the head guards it, and the links behind it, with one lock; all of this is called with that lock held.
final class ScopeLinks {
  private ScopeLinks() {}

  /// Puts a scope before the others, and is the new head.
  static Owner before(@Nullable Owner head, Owner scope) {
    scope.nextInner = head;
    if (head != null) {
      head.previousInner = scope;
    }
    return scope;
  }

  /// Takes a scope out. Returns the new head.
  static @Nullable Owner without(@Nullable Owner head, Owner scope) {
    Owner before = scope.previousInner;
    Owner behind = scope.nextInner;
    if (before != null) {
      before.nextInner = behind;
    }
    if (behind != null) {
      behind.previousInner = before;
    }
    scope.previousInner = null;
    scope.nextInner = null;
    return before == null ? behind : head;
  }

  /// All of them, in order.
  static List<Owner> all(@Nullable Owner head) {
    List<Owner> all = new ArrayList<>();
    for (Owner scope = head; scope != null; scope = scope.nextInner) {
      all.add(scope);
    }
    return all;
  }
}
