package dev.weft.check.engine.runtime;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// What the operations of Weft conflict with, by the class of what they lock.
///
/// A channel has two ends. Sends queue at one and receives at the other, and the n-th sent is the n-th received whatever comes
/// first, so that a send and a receive commute: neither can tell who was earlier. Everything else (a close, a select, an attempt
/// that does not wait, a channel that drops) can tell, and works on both ends.
final class Resources {
  enum Role {
    /// Lists for reports and shutdown: nobody's behaviour depends on the order.
    BOOKKEEPING,
    /// The order does not matter, but what was done before is seen.
    ORDERED,
    /// All operations conflict.
    RESOURCE,
    /// Its code is explored itself: the lock is a lock.
    EXPLORED,
    CHANNEL
  }

  /// What the next operation of a task is.
  static final int ANY = 0;
  static final int SENDERS_END = 1;
  static final int RECEIVERS_END = 2;
  static final int TO_HOLD = 3;
  static final int TO_SIGNAL = 4;

  /// The end of a fiber as a variable.
  static final long END = -3;

  private static final String FIBERS = "dev.weft.internal.fiber.";

  private static final ClassValue<Role> ROLES = new ClassValue<>() {
    @Override
    protected Role computeValue(Class<?> type) {
      if (!Library.contains(type.getName())) {
        return Role.EXPLORED;
      }
      for (Class<?> t = type; t != null; t = t.getSuperclass()) {
        switch (t.getName()) {
          case "dev.weft.channel.RingChannel" -> {
            return Role.CHANNEL;
          }
          case FIBERS + "Owner", FIBERS + "Registry", "dev.weft.internal.run.GlobalQueue", "dev.weft.internal.run.IdleSet" -> {
            return Role.BOOKKEEPING;
          }
          case FIBERS + "GuardedQueue", "dev.weft.internal.run.TimerQueue" -> {
            return Role.ORDERED;
          }
          default -> { }
        }
      }
      return Role.RESOURCE;
    }
  };

  private static final WeftField OVERFLOW = new WeftField("overflow");
  private static final WeftField CAPACITY = new WeftField("capacity");
  private static final WeftField LOCK = new WeftField("lock");
  private static final WeftField HOLDER = new WeftField("holder");
  private static final WeftField FIBER = new WeftField("fiber");
  private static final WeftField THREAD = new WeftField("thread");

  /// The mutexes that have been locked in this schedule.
  private static final IdentityHashMap<Object, Object> MUTEXES = new IdentityHashMap<>();

  /// Who is inside the locks whose code is explored.
  private static final IdentityHashMap<Object, Task> INSIDE = new IdentityHashMap<>();

  /// How often each ring was filled and emptied in this schedule.
  private static final IdentityHashMap<Object, long[]> COUNTS = new IdentityHashMap<>();

  private Resources() {}

  static void reset() {
    if (!COUNTS.isEmpty()) {
      COUNTS.clear();
    }
    if (!MUTEXES.isEmpty()) {
      MUTEXES.clear();
    }
    if (!INSIDE.isEmpty()) {
      INSIDE.clear();
    }
  }

  /// A task is about to lock a mutex.
  static void meet(Object mutex) {
    MUTEXES.put(mutex, mutex);
  }

  static void enters(Task task, Object lock) {
    INSIDE.put(lock, task);
  }

  static void leaves(Object lock) {
    INSIDE.remove(lock);
  }

  /// The lock that the pending operation of a task waits for while another has it; null if it is none.
  static @Nullable Object lockOf(Task task, Object target) {
    return task.door == TO_HOLD || task.locking && of(target) == Role.EXPLORED ? target : null;
  }

  /// Tells who holds what.
  static void each(Held.Visitor visitor) {
    for (Object mutex : MUTEXES.keySet()) {
      Object held = HOLDER.of(mutex);
      Task holder = held == null ? null : holder(held);
      if (holder != null) {
        visitor.held(mutex, holder);
      }
    }
    INSIDE.forEach(visitor::held);
  }

  private static @Nullable Task holder(Object held) {
    Object fiber = FIBER.of(held);
    Object thread = THREAD.of(fiber == null ? held : fiber);
    return thread instanceof Thread known ? Tasks.BY_THREAD.get(known) : null;
  }

  static Role of(Object lock) {
    return ROLES.get(lock.getClass());
  }

  static void touchEnds(Task task, Object channel, int door) {
    boolean waits = OVERFLOW.of(channel) instanceof Enum<?> overflow && overflow.name().equals("PARK");
    if (door != RECEIVERS_END || !waits) {
      Kernel.touch(task, channel, SENDERS_END, true);
    }
    if (door != SENDERS_END || !waits) {
      Kernel.touch(task, channel, RECEIVERS_END, true);
    }
  }

  /// True if the pending operation of a task is to lock a mutex that is held, or a lock of Weft's own.
  static boolean isHeld(Task task, Object target) {
    return task.door == TO_HOLD && HOLDER.of(target) != null || task.locking && isLocked(target);
  }

  /// True if somebody is inside: can only be if the code inside is explored itself.
  static boolean isLocked(Object lock) {
    return LOCK.intOf(lock) != 0;
  }

  static long fills(Object ring) {
    return slot(ring, 0);
  }

  static long empties(Object ring) {
    return slot(ring, 1);
  }

  private static long slot(Object ring, int which) {
    long[] counts = COUNTS.computeIfAbsent(ring, r -> new long[2]);
    return counts[which]++ % Math.max(1, CAPACITY.intOf(ring));
  }
}
