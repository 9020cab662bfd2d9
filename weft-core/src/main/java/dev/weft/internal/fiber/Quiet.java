package dev.weft.internal.fiber;

import dev.weft.WaitReason;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import java.util.List;
import java.util.Objects;

/// The moment when a scope has no live fibers. Made by the first who waits for it.
///
/// The waiter enlists, then looks at the count; the last fiber leaves, then looks for waiters. One sees the other.
public final class Quiet extends Event<Boolean> {
  private static final int NAMED = 5;

  private final FiberList owner;
  private final GuardedQueue waiting = new GuardedQueue();

  Quiet(FiberList owner) {
    this.owner = owner;
  }

  @Override
  public boolean poll(WaitNode node) {
    if (owner.size() > 0) {
      return false;
    }
    node.succeed(true);
    return true;
  }

  @Override
  public void enlist(WaitNode node) {
    waiting.add(node);
    if (owner.size() == 0) {
      fire();
    }
  }

  @Override
  public void delist(WaitNode node) {
    waiting.remove(node);
  }

  boolean isAwaited() {
    return !waiting.isEmpty();
  }

  /// The last one has left.
  void fire() {
    waiting.settleAll(true);
  }

  /// Names some of those that it waits for.
  @Override
  public WaitReason reason() {
    List<FiberTask<?>> alive = owner.fibers();
    List<String> names = alive.stream().limit(NAMED).map(FiberTask::name).toList();
    String count = alive.size() == 1 ? "1 fiber" : alive.size() + " fibers";
    return new WaitReason("close", owner.name() + " with " + count, names, false);
  }

  @Override
  public List<Thread> holders() {
    return owner.fibers().stream().map(FiberTask::thread).filter(Objects::nonNull).toList();
  }

  @Override
  public String toString() {
    return "end of " + owner.name();
  }
}
