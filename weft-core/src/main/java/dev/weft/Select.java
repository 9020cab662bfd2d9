package dev.weft;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Waiting for one of many things, whatever they are.
///
/// ```java
/// String news = Select.any(
///         pages.receiving().map(p -> "page " + p),
///         requests.sending(next).map(_ -> "sent"),
///         Timer.after(Duration.ofSeconds(1)).map(_ -> "nothing for a second"))
///     .await();
/// ```
/// Exactly one clause happens; the others are as if they had never been tried. A select of selects is a flat one.
/// `poll()` is Go's `default`: if it is empty, there was a moment at which none could happen. `await(limit)` is Go's time-out.
/// Lists built at run time work the same.
public final class Select {
  private Select() {}

  /// Fair: among several ready clauses each has the same chance.
  ///
  /// @throws IllegalArgumentException if there is no clause, or more than 65,535
  @SafeVarargs
  public static <T> Selectable<T> any(Selectable<? extends T>... clauses) {
    return any(Arrays.asList(Objects.requireNonNull(clauses, "clauses")));
  }

  /// Fair: among several ready clauses each has the same chance.
  ///
  /// @throws IllegalArgumentException if there is no clause, or more than 65,535
  public static <T> Selectable<T> any(List<? extends Selectable<? extends T>> clauses) {
    return new Choice<>(Objects.requireNonNull(clauses, "clauses"), Selection.Order.FAIR);
  }

  /// By priority: among several ready clauses the first in the list is taken.
  ///
  /// @throws IllegalArgumentException if there is no clause, or more than 65,535
  @SafeVarargs
  public static <T> Selectable<T> first(Selectable<? extends T>... clauses) {
    return first(Arrays.asList(Objects.requireNonNull(clauses, "clauses")));
  }

  /// By priority: among several ready clauses the first in the list is taken.
  ///
  /// @throws IllegalArgumentException if there is no clause, or more than 65,535
  public static <T> Selectable<T> first(List<? extends Selectable<? extends T>> clauses) {
    return new Choice<>(Objects.requireNonNull(clauses, "clauses"), Selection.Order.PRIORITY);
  }
}
