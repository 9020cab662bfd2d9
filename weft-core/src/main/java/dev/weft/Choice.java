package dev.weft;

import java.util.List;
import java.util.Objects;

/// One of many.
final class Choice<T> extends Selectable<T> {
  private final List<? extends Selectable<? extends T>> parts;
  private final Selection.Order order;
  private final Selection<T> prepared;

  Choice(List<? extends Selectable<? extends T>> parts, Selection.Order order) {
    parts.forEach(part -> Objects.requireNonNull(part, "a select's clause cannot be null; switch it off by when()"));
    this.parts = List.copyOf(parts);
    this.order = order;
    this.prepared = new Selection<>(this, order);
  }

  @Override
  Selection<T> selection() {
    return prepared;
  }

  @Override
  Selection.Order order() {
    return order;
  }

  @Override
  protected void clauses(Clauses into) {
    for (Selectable<? extends T> part : parts) {
      part.clauses(into);
    }
  }

  @Override
  public String toString() {
    return "one of " + parts;
  }
}
