package dev.weft.check.engine.runtime;

/// The locks of Weft's own library, and which operation is about to take one: what that means depends on what the lock guards
/// ([Resources.Role]).
public final class KernelLocks {
  private KernelLocks() {}

  public static void lock(Object lock) {
    Task task = Kernel.task();
    if (task == null) {
      return;
    }
    Resources.Role role = Resources.of(lock);
    int door = task.door;
    switch (role) {
      case BOOKKEEPING -> { }
      case ORDERED -> KernelHandovers.acquire(task, lock, 0);
      case RESOURCE, EXPLORED -> {
        task.locking = true;
        if (door == Resources.TO_HOLD) {
          Resources.meet(lock);
        }
        Kernel.arrive(task, lock);
        while (Resources.isLocked(lock)) {
          Turns.block(task, Task.State.PARKED, lock, Task.NEVER);
        }
        task.locking = false;
        if (role == Resources.Role.EXPLORED) {
          Resources.enters(task, lock);
        }
        Points.touch(lock, 0, true);
        if (!task.takes) {
          Order.step(task, lock, 0, true);
        }
        KernelHandovers.acquire(task, lock, 0);
        task.door = Resources.ANY;
        if (door == Resources.TO_SIGNAL) {
          LostSignals.signalledQueue(lock, task.operation);
        }
      }
      case CHANNEL -> {
        Kernel.arrive(task, lock);
        Resources.touchEnds(task, lock, door);
        task.door = Resources.ANY;
      }
    }
  }

  public static void unlock(Object lock) {
    Task task = Kernel.task();
    if (task != null) {
      switch (Resources.of(lock)) {
        case BOOKKEEPING, CHANNEL -> { }
        case ORDERED -> KernelHandovers.release(task, lock, 0);
        case RESOURCE, EXPLORED -> {
          Resources.leaves(lock);
          KernelHandovers.release(task, lock, 0);
          wakeThoseAt(lock);
        }
      }
    }
  }

  /// Those who have found it locked look again.
  private static void wakeThoseAt(Object lock) {
    for (int i = 0; i < Tasks.count; i++) {
      Task task = Tasks.all[i];
      if (task.state == Task.State.PARKED && task.blocker == lock) {
        Tasks.wake(task);
      }
    }
  }

  public static void sends(Object channel) {
    Task task = Kernel.task();
    if (task != null) {
      task.door = Resources.SENDERS_END;
    }
  }

  public static void receives(Object channel) {
    Task task = Kernel.task();
    if (task != null) {
      task.door = Resources.RECEIVERS_END;
    }
  }

  /// A look at a channel without its lock, which depends on all that is done to it.
  public static void peeks(Object channel) {
    Task task = Kernel.task();
    if (task != null) {
      Kernel.arrive(task, channel);
      Resources.touchEnds(task, channel, Resources.ANY);
    }
  }

  public static void takes(Object mutex) {
    Task task = Kernel.task();
    if (task != null) {
      task.door = Resources.TO_HOLD;
      task.takes = true;
    }
  }

  /// The next lock is that of the queue of a condition.
  public static void signals(Object condition) {
    Task task = Kernel.task();
    if (task != null) {
      task.door = Resources.TO_SIGNAL;
    }
  }
}
