package dev.weft.check.engine.runtime;

import java.util.IdentityHashMap;

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
    CHANNEL
  }

  /// What the next operation of a task is.
  static final int ANY = 0;
  static final int SENDERS_END = 1;
  static final int RECEIVERS_END = 2;
  static final int TO_HOLD = 3;

  /// The end of a fiber as a variable.
  static final long END = -3;

  private static final String FIBERS = "dev.weft.internal.fiber.";

  private static final ClassValue<Role> ROLES = new ClassValue<>() {
    @Override
    protected Role computeValue(Class<?> type) {
      if (!Library.contains(type.getName())) {
        return Role.RESOURCE; // its code is explored itself: the lock is a lock
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

  /// How often each ring was filled and emptied in this schedule.
  private static final IdentityHashMap<Object, long[]> COUNTS = new IdentityHashMap<>();

  private Resources() {}

  static void reset() {
    if (!COUNTS.isEmpty()) {
      COUNTS.clear();
    }
  }

  static Role of(Object lock) {
    return ROLES.get(lock.getClass());
  }

  static void touchEnds(Object channel, int door) {
    boolean waits = OVERFLOW.of(channel) instanceof Enum<?> overflow && overflow.name().equals("PARK");
    if (door != RECEIVERS_END || !waits) {
      Control.touch(channel, SENDERS_END, true);
    }
    if (door != SENDERS_END || !waits) {
      Control.touch(channel, RECEIVERS_END, true);
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
