package dev.weft.internal.fiber;

import dev.weft.WaitReason;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import java.util.List;
import java.util.Objects;

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
  public List<Thread> holders() {
    return children.list().stream().map(FiberTask::thread).filter(Objects::nonNull).toList();
  }

  @Override
  public WaitReason reason() {
    int alive = children.size();
    return WaitReason.of("close", "scope with " + alive + (alive == 1 ? " fiber" : " fibers"));
  }
}
