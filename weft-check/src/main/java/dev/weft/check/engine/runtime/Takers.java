package dev.weft.check.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/// Who took what has no owner in Java and was not given back yet: permits of semaphores, stamps of `StampedLock`s. Read locks too, whose
/// holders only they themselves can ask. Only for reports: nobody is said to own a permit, because anybody may give it back.
///
/// What a thread gives back counts as its own if it took any, else as what was taken first; what nobody took are new permits.
/// Application code tells of it after the call, so what was waited for in vain is not here.
public final class Takers {
  /// @param what  `2 permits`, `the write stamp`; empty for a read lock, which is held
  /// @param count permits, or 1
  /// @param stamp or 0
  record Taken(Object lock, Task task, Site site, int count, long stamp) {
    String what() {
      if (lock instanceof Semaphore) {
        return count == 1 ? "1 permit" : count + " permits";
      }
      return stamp == 0 ? "" : StampedLock.isWriteLockStamp(stamp) ? "the write stamp" : "a read stamp";
    }
  }

  private static final List<Taken> TAKEN = new ArrayList<>();

  private Takers() {}

  static void reset() {
    TAKEN.clear();
  }

  // ---- called by application code

  /// True if a call has run a method of the program's own, which calls the JDK's in turn, if at all: that call tells of it.
  public static boolean isTold(Object lock, int siteId) {
    return Receivers.hasOwn(lock, Sites.at(siteId).member);
  }

  /// After a call that took permits of a semaphore, or gave some back if the number is negative.
  public static void permits(Object semaphore, int number, int siteId) {
    Task task = Turns.current();
    if (task == null) {
      return;
    }
    if (number > 0) {
      take(new Taken(semaphore, task, Sites.at(siteId), number, 0));
    }
    for (int left = -number; left > 0; ) {
      Taken from = toGiveBack(semaphore, task, 0);
      if (from == null) {
        return;
      }
      int some = Math.min(left, from.count());
      replace(from, from.count() - some);
      left -= some;
    }
  }

  /// After a call on a `StampedLock` that was given one stamp, if any, and returned another; 0 and stamps of optimistic reads are none.
  public static void stamps(StampedLock lock, long given, long got, int siteId) {
    Task task = Turns.current();
    if (task == null) {
      return;
    }
    if (StampedLock.isLockStamp(given)) {
      Taken from = toGiveBack(lock, task, given);
      if (from != null) {
        TAKEN.remove(from);
      }
    }
    if (StampedLock.isLockStamp(got)) {
      TAKEN.add(new Taken(lock, task, Sites.at(siteId), 1, got));
    }
  }

  /// After a call of `lock` or its like, or of `unlock`, on whatever lock.
  public static void lock(Object lock, boolean taken, int siteId) {
    Task task = Turns.current();
    if (task == null || !(lock instanceof ReentrantReadWriteLock.ReadLock)) {
      return;
    }
    if (taken) {
      TAKEN.add(new Taken(lock, task, Sites.at(siteId), 1, 0));
      return;
    }
    Taken from = toGiveBack(lock, task, 0);
    if (from != null) {
      TAKEN.remove(from);
    }
  }

  /// What was taken at one place is one.
  private static void take(Taken more) {
    for (int i = 0; i < TAKEN.size(); i++) {
      Taken taken = TAKEN.get(i);
      if (taken.lock() == more.lock() && taken.task() == more.task() && taken.site() == more.site()) {
        TAKEN.set(i, new Taken(more.lock(), more.task(), more.site(), taken.count() + more.count(), 0));
        return;
      }
    }
    TAKEN.add(more);
  }

  private static @Nullable Taken toGiveBack(Object lock, Task task, long stamp) {
    Taken first = null;
    for (Taken taken : TAKEN) {
      boolean fits = taken.lock() == lock
          && (stamp == 0 || StampedLock.isWriteLockStamp(stamp) == StampedLock.isWriteLockStamp(taken.stamp()));
      if (fits && taken.task() == task) {
        return taken;
      }
      if (fits && first == null) {
        first = taken;
      }
    }
    return first;
  }

  private static void replace(Taken taken, int count) {
    int at = TAKEN.indexOf(taken);
    if (count == 0) {
      TAKEN.remove(at);
    } else {
      TAKEN.set(at, new Taken(taken.lock(), taken.task(), taken.site(), count, taken.stamp()));
    }
  }

  // ---- asked by reports

  /// What the task took and did not give back.
  static List<Taken> by(Task task) {
    return TAKEN.stream().filter(taken -> taken.task() == task).toList();
  }

  /// Who else has what the waiting task wants, in words; empty if nobody is known to.
  ///
  /// @param told whose takings are told anyway
  static String of(Task waiting, List<Task> told) {
    Object wanted = waiting.pendingTarget;
    List<String> parts = new ArrayList<>();
    for (Taken taken : TAKEN) {
      Task task = taken.task();
      if (wanted != null && !told.contains(task) && isSame(taken.lock(), wanted)) {
        parts.add(task.name() + (taken.what().isEmpty() ? " holds the read lock (" : " took " + taken.what() + " (") + taken.site().place() + ")"
            + (task.state == Task.State.DONE ? " and has ended" : ""));
      }
    }
    return String.join(", ", parts);
  }

  private static boolean isSame(Object lock, Object wanted) {
    if (lock == wanted) {
      return true;
    }
    Object sync = LockSites.syncOf(lock);
    return sync != null && sync == LockSites.syncOf(wanted);
  }
}
