package dev.weft.check.engine.runtime;

/// What Weft's own library hands from thread to thread, and what its operations decide among themselves: the order that the program may
/// rely on, and no more than that.
public final class KernelHandovers {
  private KernelHandovers() {}

  /// A value into the ring of a channel: ordered after the one that made the room.
  public static void fills(Object ring) {
    Task task = Kernel.task();
    if (task != null) {
      exchange(task, ring, Resources.fills(ring));
    }
  }

  public static void empties(Object ring) {
    Task task = Kernel.task();
    if (task != null) {
      exchange(task, ring, Resources.empties(ring));
    }
  }

  private static void exchange(Task task, Object ring, long slot) {
    acquire(task, ring, slot);
    release(task, ring, slot);
  }

  /// What the thread has done is seen by whoever gets the object.
  public static void gives(Object object) {
    Task task = Kernel.task();
    if (task != null) {
      release(task, object, 0);
    }
  }

  public static void gets(Object object) {
    Task task = Kernel.task();
    if (task != null) {
      acquire(task, object, 0);
    }
  }

  /// Only one can win this: settle a waiter, cancel a fiber.
  public static void contends(Object object) {
    Task task = Kernel.task();
    if (task != null) {
      Points.touch(object, 0, true);
      Order.contends(task, Memory.shadow(object, 0));
    }
  }

  /// Depends on who has won that.
  public static void observes(Object object) {
    Task task = Kernel.task();
    if (task != null) {
      Points.touch(object, 0, false);
    }
  }

  /// The end of a fiber, for those who look at it without waiting.
  public static void shows(Object fiber) {
    Task task = Kernel.task();
    if (task != null) {
      Kernel.touch(task, fiber, Resources.END, true);
    }
  }

  public static void looks(Object fiber) {
    Task task = Kernel.task();
    if (task != null) {
      Kernel.arrive(task, fiber);
      Kernel.touch(task, fiber, Resources.END, false);
    }
  }

  static void acquire(Task task, Object object, long offset) {
    Memory.acquire(task, Memory.shadow(object, offset));
  }

  static void release(Task task, Object object, long offset) {
    Memory.release(task, Memory.shadow(object, offset));
  }

  /// A timer leaves its queue.
  public static void withdraws(Object timers) {
    if (Turns.current() != null) {
      Timers.changed();
    }
  }
}
