package dev.weft.check.engine.runtime;

import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything that is held, by whom, in the terms of [Pending#lockOf]: monitors, locks, mutexes of Weft's, and tasks that run, which hold
/// themselves until they end.
public final class Held implements Consumer<Monitor>, LockSites.Visitor {
  /// Takes an object and the task that holds it.
  public interface Visitor {
    void held(Object object, Task holder);
  }

  private final Visitor visitor;

  private Held(Visitor visitor) {
    this.visitor = visitor;
  }

  public static void each(Visitor visitor) {
    Held held = new Held(visitor);
    Monitors.each(held);
    LockSites.each(held);
    Resources.each(visitor);
    for (int i = 0; i < Tasks.count; i++) {
      Task task = Tasks.all[i];
      if (task.state != Task.State.DONE) {
        visitor.held(task, task);
      }
    }
  }

  @Override
  public void accept(Monitor monitor) {
    if (monitor.owner != null && monitor.object != null) {
      visitor.held(monitor.object, monitor.owner);
    }
  }

  @Override
  public void lock(Object lock, @Nullable Object sync, Site site) {
    Thread owner = sync instanceof AbstractOwnableSynchronizer exclusive ? Jdk.exclusiveOwner(exclusive) : null;
    Task holder = owner == null ? null : Tasks.BY_THREAD.get(owner);
    if (sync != null && holder != null) {
      visitor.held(sync, holder);
    }
  }
}
