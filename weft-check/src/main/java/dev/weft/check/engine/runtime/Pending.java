package dev.weft.check.engine.runtime;

import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What the operation needs that a task is about to execute. Strategies ask, so that a task which would only find a lock taken does
/// not count as one that could go on.
public final class Pending {
  private Pending() {}

  /// True if the pending operation of a ready task could not go on: it enters a monitor or takes a lock that another task has,
  /// or waits for the end of a task that runs.
  public static boolean wouldBlock(Task task) {
    Object target = task.pendingTarget;
    Site.Kind kind = Sites.at(task.pendingSite).kind;
    if (kind == Site.Kind.CALL && target != null && Resources.isHeld(task, target)) {
      return true;
    }
    Object lock = lockOf(task);
    return lock != null && switch (kind) {
      case ENTER, WAIT -> Monitors.isHeldByOther(task, lock);
      case CALL -> lock instanceof AbstractOwnableSynchronizer sync && isHeldByOther(task, sync);
      case THREAD -> lock instanceof Task joined && joined.state != Task.State.DONE;
      case READ, WRITE, READ_ELEMENT, WRITE_ELEMENT, EXIT, NOTIFY, NOTIFY_ALL, READ_CONTENTS, WRITE_CONTENTS, HANDLE -> false;
    };
  }

  private static boolean isHeldByOther(Task task, AbstractOwnableSynchronizer lock) {
    Thread owner = Jdk.exclusiveOwner(lock);
    return owner != null && owner != task.thread;
  }

  /// What the pending operation of a task takes before it can go on, or null: the monitor's object, the synchroniser of a lock,
  /// or the task that it joins without a time limit, which is held by itself until it ends.
  public static @Nullable Object lockOf(Task task) {
    Object target = task.pendingTarget;
    if (target == null) {
      return null;
    }
    Site site = Sites.at(task.pendingSite);
    return switch (site.kind) {
      case ENTER, WAIT -> task.pendingEntry ? target : null;
      case CALL -> site.member.equals("lock") && target instanceof ReentrantLock lock ? LockSites.syncOf(lock)
          : Resources.lockOf(task, target);
      case THREAD -> site.member.equals("join") && site.descriptor.equals("()V") && target instanceof Thread thread
          ? Tasks.BY_THREAD.get(thread) : null;
      case READ, WRITE, READ_ELEMENT, WRITE_ELEMENT, EXIT, NOTIFY, NOTIFY_ALL, READ_CONTENTS, WRITE_CONTENTS, HANDLE -> null;
    };
  }
}
