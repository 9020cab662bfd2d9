package dev.weft;

import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// An event that is never ready while its switch is off. Both looks at the switch, before polling and before enlisting, belong to the
/// beginning of a wait; an event forgives being told to forget a node that it never got.
final class SwitchedEvent<T> extends Event<T> {
  private final Event<T> inner;
  private final BooleanSupplier enabled;

  SwitchedEvent(Event<T> inner, BooleanSupplier enabled) {
    this.inner = inner;
    this.enabled = enabled;
  }

  @Override
  public @Nullable Object offer() {
    return inner.offer();
  }

  @Override
  public boolean poll(WaitNode node) {
    return enabled.getAsBoolean() && inner.poll(node);
  }

  @Override
  public boolean mayBeReady() {
    return inner.mayBeReady();
  }

  @Override
  public @Nullable Object queue() {
    return inner.queue();
  }

  @Override
  public void enlist(WaitNode node) {
    if (enabled.getAsBoolean()) {
      inner.enlist(node);
    } else {
      node.switchOff();
    }
  }

  @Override
  public void delist(WaitNode node) {
    inner.delist(node);
  }

  @Override
  public T complete(WaitNode node) {
    return inner.complete(node);
  }

  @Override
  public WaitReason reason() {
    return inner.reason();
  }

  @Override
  public List<Thread> holders() {
    return inner.holders();
  }

  @Override
  public List<Thread> anyHolders() {
    return inner.anyHolders();
  }

  @Override
  public String toString() {
    return inner.toString();
  }
}
