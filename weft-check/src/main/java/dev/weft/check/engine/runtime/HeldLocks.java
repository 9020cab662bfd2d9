package dev.weft.check.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/// The locks that a task holds: monitors, and the locks of java.util.concurrent that know who has them; and what it took of those that
/// do not.
final class HeldLocks {
  /// A lock and where it was taken.
  ///
  /// @param shared other tasks may hold it too: a read lock
  /// @param taken  as in [Failure.Held]
  record HeldLock(Object lock, Site site, boolean shared, String taken) {}

  private HeldLocks() {}

  /// What the task holds or took.
  static List<HeldLock> of(Task task) {
    List<HeldLock> held = new ArrayList<>();
    Monitors.each(monitor -> {
      Object object = monitor.object;
      if (monitor.owner == task && object != null) {
        held.add(new HeldLock(object, Sites.at(monitor.site), false, ""));
      }
    });
    LockSites.each((lock, sync, site) -> {
      if (sync instanceof AbstractOwnableSynchronizer s && Jdk.exclusiveOwner(s) == task.thread) {
        held.add(new HeldLock(lock, site, false, ""));
      }
    });
    for (Takers.Taken taken : Takers.by(task)) {
      held.add(new HeldLock(taken.lock(), taken.site(), true, taken.what()));
    }
    return held;
  }

  /// The same by name; to be called between schedules only.
  static List<Failure.Held> named(List<HeldLock> locks, Labels labels) {
    return locks.stream().map(held -> new Failure.Held(labels.of(held.lock(), hintFor(held.site())), held.site().place(),
        held.shared(), held.taken())).sorted((a, b) -> a.place().compareTo(b.place())).toList();
  }

  /// The field that a lock was loaded from, if the site that took it knows.
  static String hintFor(@Nullable Site site) {
    return site != null && (site.kind == Site.Kind.ENTER || site.kind == Site.Kind.CALL) ? site.hint : "";
  }
}
