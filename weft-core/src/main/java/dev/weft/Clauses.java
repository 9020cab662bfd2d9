package dev.weft;

import dev.weft.wait.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The events of a [Selectable], flattened, each with what is done to its result. For authors of selectables only.
public final class Clauses {
  /// Of more than these no two are compared: that would take longer than it saves.
  private static final int FEW = 16;

  private final List<Event<?>> events = new ArrayList<>();
  private final List<@Nullable Function<Object, ?>> maps = new ArrayList<>();
  private @Nullable Function<Object, ?> outer;
  private @Nullable BooleanSupplier enabled;

  Clauses() {}

  /// Adds one event.
  public void add(Event<?> event) {
    events.add(enabled == null ? event : new SwitchedEvent<>(event, enabled));
    maps.add(outer);
  }

  /// Adds what a selectable consists of; the function is applied after those inside.
  @SuppressWarnings("unchecked")
  <A> void addMapped(Selectable<A> inner, Function<? super A, ?> map) {
    Function<Object, ?> before = outer;
    Function<Object, Object> mine = (Function<Object, Object>) map;
    outer = before == null ? mine : mine.andThen(before);
    inner.clauses(this);
    outer = before;
  }

  /// Adds what a selectable consists of, switched on and off from outside.
  void addSwitched(Selectable<?> inner, BooleanSupplier switched) {
    BooleanSupplier before = enabled;
    enabled = before == null ? switched : () -> before.getAsBoolean() && switched.getAsBoolean();
    inner.clauses(this);
    enabled = before;
  }

  int size() {
    return events.size();
  }

  Event<?> event(int i) {
    return events.get(i);
  }

  /// Whether two of the events may have the same queue.
  boolean mayShareAQueue() {
    int n = events.size();
    boolean may = n > FEW;
    for (int i = 1; i < n && !may; i++) {
      Object queue = events.get(i).queue();
      for (int j = 0; j < i && !may; j++) {
        Object other = events.get(j).queue();
        may = queue == null || other == null || queue == other;
      }
    }
    return may;
  }

  @Nullable Function<Object, ?> map(int i) {
    return maps.get(i);
  }
}
