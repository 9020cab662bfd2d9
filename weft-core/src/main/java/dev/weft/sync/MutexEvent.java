package dev.weft.sync;

import dev.weft.WaitReason;
import dev.weft.wait.Event;
import dev.weft.wait.WaitNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Waiting for a mutex. The node's offer is the attempt, made by whoever will hold it.
abstract sealed class MutexEvent extends Event<Held> {
  private final Mutex mutex;

  private MutexEvent(Mutex mutex) {
    this.mutex = mutex;
  }

  /// By a select, or by one that has no second chance for another reason: it is handed the mutex.
  static final class Final extends MutexEvent {
    Final(Mutex mutex) {
      super(mutex);
    }
  }

  /// By [Mutex#lock]: it can be woken to try again.
  static final class Retrying extends MutexEvent {
    Retrying(Mutex mutex) {
      super(mutex);
    }
  }

  @Override
  public Object offer() {
    return mutex.attempt();
  }

  @Override
  public boolean poll(WaitNode node) {
    Held mine = MutexCore.heldOf(node);
    if (!mutex.enter(mine)) {
      return false;
    }
    node.succeed(true);
    return true;
  }

  @Override
  public Object queue() {
    return mutex.core();
  }

  @Override
  public void enlist(WaitNode node) {
    mutex.core().enlist(node);
  }

  @Override
  public void delist(WaitNode node) {
    mutex.core().forget(node);
  }

  @Override
  public Held complete(WaitNode node) {
    return MutexCore.heldOf(node);
  }

  @Override
  public WaitReason reason() {
    @Nullable Held now = mutex.core().holder();
    String since = now == null ? "" : ", locked at " + now.place();
    return new WaitReason("lock", mutex.label() + since, now == null ? List.of() : List.of(now.ownerOrLate()), false);
  }

  @Override
  public List<Thread> holders() {
    @Nullable Held now = mutex.core().holder();
    @Nullable Thread owner = now == null ? null : now.ownerThread();
    return owner == null ? List.of() : List.of(owner);
  }

  @Override
  public String toString() {
    return "lock of " + mutex;
  }
}
