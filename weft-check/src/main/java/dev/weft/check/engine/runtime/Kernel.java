package dev.weft.check.engine.runtime;

import dev.weft.check.engine.race.Clocks;
import dev.weft.check.engine.race.Shadow;
import org.jspecify.annotations.Nullable;

/// What Weft's own library calls when it is used by the explored program: each of its operations is one step.
///
/// The step is where an operation takes the lock of what it works on: there others may run first ([#lock]). From there to its end,
/// or to where it parks, nobody else does: the library has no other points. What it conflicts with is said by [Resources]; what it orders
/// is said by what is handed over, which may be less than the lock orders: two sends into a buffer do not see each other.
public final class Kernel {
  private Kernel() {}

  /// The running task, unless it initialises a class.
  static @Nullable Task task() {
    Task task = Control.current();
    return task == null || task.initialising != 0 ? null : task;
  }

  // ---- where the program calls Weft

  /// Before a call into Weft: where the operations are that follow.
  public static void operation(@Nullable Object target, int siteId) {
    Task task = task();
    if (task == null) {
      return;
    }
    Site site = Sites.at(siteId);
    Control.event(task, site);
    task.operation = siteId;
    task.fresh = true;
    task.arrived = false; // a callback out of another operation is not part of that
    Trace trace = Control.trace;
    if (trace != null) {
      trace.event(task, site, target);
    }
  }

  /// An operation of several locks begins: one point for all of them.
  public static void begins() {
    Task task = task();
    if (task != null && task.section++ == 0) {
      task.arrived = false;
    }
  }

  public static void ends() {
    Task task = task();
    if (task != null) {
      task.section--;
    }
  }

  /// Where an operation happens: others may run before it.
  public static void arrives(Object target) {
    Task task = task();
    if (task != null) {
      arrive(task, target);
    }
  }

  static void arrive(Task task, Object target) {
    if (task.section > 0) {
      if (task.arrived) {
        return;
      }
      task.arrived = true;
    }
    task.fresh = false;
    Site site = Sites.at(task.operation);
    Control.event(task, site);
    Control.point(task, site.id, target, 0, true);
  }

  // ---- locks

  public static void lock(Object lock) {
    Task task = task();
    if (task == null) {
      return;
    }
    Resources.Role role = Resources.of(lock);
    int door = task.door;
    switch (role) {
      case BOOKKEEPING -> { }
      case ORDERED -> acquire(task, lock, 0);
      case RESOURCE, EXPLORED -> {
        task.locking = true;
        if (door == Resources.TO_HOLD) {
          Resources.meet(lock);
        }
        arrive(task, lock);
        while (Resources.isLocked(lock)) {
          Control.block(task, Task.State.PARKED, lock, Task.NEVER);
        }
        task.locking = false;
        if (role == Resources.Role.EXPLORED) {
          Resources.enters(task, lock);
        }
        Control.touch(lock, 0, true);
        acquire(task, lock, 0);
        task.door = Resources.ANY;
      }
      case CHANNEL -> {
        arrive(task, lock);
        Resources.touchEnds(lock, door);
        task.door = Resources.ANY;
      }
    }
  }

  public static void unlock(Object lock) {
    Task task = task();
    if (task != null) {
      switch (Resources.of(lock)) {
        case BOOKKEEPING, CHANNEL -> { }
        case ORDERED -> release(task, lock, 0);
        case RESOURCE, EXPLORED -> {
          Resources.leaves(lock);
          release(task, lock, 0);
          wakeThoseAt(lock);
        }
      }
    }
  }

  /// Those who have found it locked look again.
  private static void wakeThoseAt(Object lock) {
    for (int i = 0; i < Control.taskCount; i++) {
      Task task = Control.tasks[i];
      if (task.state == Task.State.PARKED && task.blocker == lock) {
        Control.wake(task);
      }
    }
  }

  public static void sends(Object channel) {
    Task task = task();
    if (task != null) {
      task.door = Resources.SENDERS_END;
    }
  }

  public static void receives(Object channel) {
    Task task = task();
    if (task != null) {
      task.door = Resources.RECEIVERS_END;
    }
  }

  /// A look at a channel without its lock, which depends on all that is done to it.
  public static void peeks(Object channel) {
    Task task = task();
    if (task != null) {
      arrive(task, channel);
      Resources.touchEnds(channel, Resources.ANY);
    }
  }

  public static void takes(Object mutex) {
    Task task = task();
    if (task != null) {
      task.door = Resources.TO_HOLD;
    }
  }

  // ---- what is handed over

  /// A value into the ring of a channel: ordered after the one that made the room.
  public static void fills(Object ring) {
    Task task = task();
    if (task != null) {
      exchange(task, ring, Resources.fills(ring));
    }
  }

  public static void empties(Object ring) {
    Task task = task();
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
    Task task = task();
    if (task != null) {
      release(task, object, 0);
    }
  }

  public static void gets(Object object) {
    Task task = task();
    if (task != null) {
      acquire(task, object, 0);
    }
  }

  /// Only one can win this: settle a waiter, cancel a fiber.
  public static void contends(Object object) {
    Task task = task();
    if (task != null) {
      Control.touch(object, 0, true);
    }
  }

  /// Depends on who has won that.
  public static void observes(Object object) {
    Task task = task();
    if (task != null) {
      Control.touch(object, 0, false);
    }
  }

  /// The end of a fiber, for those who look at it without waiting.
  public static void shows(Object fiber) {
    Task task = task();
    if (task != null) {
      Control.touch(fiber, Resources.END, true);
    }
  }

  public static void looks(Object fiber) {
    Task task = task();
    if (task != null) {
      arrive(task, fiber);
      Control.touch(fiber, Resources.END, false);
    }
  }

  static void acquire(Task task, Object object, long offset) {
    task.clock = Clocks.join(task.clock, Control.shadow(object, offset).sync);
  }

  static void release(Task task, Object object, long offset) {
    Shadow shadow = Control.shadow(object, offset);
    shadow.sync = Clocks.join(shadow.sync, task.clock);
    task.clock = Clocks.tick(task.clock, task.id);
  }

  /// A timer leaves its queue.
  public static void withdraws(Object timers) {
    if (Control.current() != null) {
      Timers.changed();
    }
  }

  // ---- initialisers

  /// Weft's initialisers depend on nothing of the program's: it does not matter who runs them.
  public static void initialiserBegins() {
    Task task = Control.current();
    if (task != null) {
      task.initialising++;
    }
  }

  public static void initialiserEnds() {
    Task task = Control.current();
    if (task != null) {
      task.initialising--;
    }
  }
}
