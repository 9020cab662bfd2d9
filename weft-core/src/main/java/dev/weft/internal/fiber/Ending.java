package dev.weft.internal.fiber;

import dev.weft.Outcome;
import dev.weft.WaitReason;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import java.util.List;

/// A fiber's end as an event: made by the first who waits for it.
///
/// The waiter enlists, then looks whether the fiber has ended; the fiber ends, then looks for waiters. One sees the other.
final class Ending<T> extends Event<Outcome<T>> {
  private final FiberEnd<T> fiber;
  private final GuardedQueue waiting = new GuardedQueue();

  Ending(FiberEnd<T> fiber) {
    this.fiber = fiber;
  }

  @Override
  public boolean poll(WaitNode node) {
    return fiber.isEnded();
  }

  @Override
  public boolean mayBeReady() {
    return fiber.mayBeJoined();
  }

  @Override
  public Object queue() {
    return waiting;
  }

  @Override
  public void enlist(WaitNode node) {
    waiting.add(node);
    if (fiber.isEnded()) {
      fire();
    }
  }

  @Override
  public void delist(WaitNode node) {
    waiting.remove(node);
  }

  @Override
  public Outcome<T> complete(WaitNode node) {
    return fiber.result();
  }

  void fire() {
    waiting.settleAll(fiber);
  }

  @Override
  public WaitReason reason() {
    return new WaitReason("join", fiber.toString(), List.of(fiber.name()), false);
  }

  @Override
  public List<Thread> holders() {
    Thread thread = fiber.thread();
    return thread == null ? List.of() : List.of(thread);
  }

  /// Of one that waits for a place to begin in.
  @Override
  public List<Thread> anyHolders() {
    return fiber instanceof FiberTask<?> task ? task.owner().placeHolders(task) : List.of();
  }

  @Override
  public String toString() {
    return "end of " + fiber;
  }
}
