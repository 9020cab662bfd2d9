package dev.weft.internal.fiber;

import dev.weft.WaitReason;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;

/// The moment when a scope has no live fibers.
public final class Quiet extends Event<Boolean> {
  private final Children children;
  private final GuardedQueue waiting = new GuardedQueue();

  /// For the scope with these children.
  public Quiet(Children children) {
    this.children = children;
  }

  @Override
  public boolean poll(WaitNode node) {
    if (children.size() > 0) {
      return false;
    }
    node.succeed(true);
    return true;
  }

  @Override
  public void enlist(WaitNode node) {
    waiting.add(node);
    if (children.size() == 0) {
      fire();
    }
  }

  @Override
  public void delist(WaitNode node) {
    waiting.remove(node);
  }

  /// The last one has ended.
  public void fire() {
    waiting.settleAll(true);
  }

  @Override
  public WaitReason reason() {
    return WaitReason.of("close", "scope with " + children.size() + " fibers");
  }
}
