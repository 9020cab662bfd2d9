package dev.weft.check.engine.runtime;

import java.util.IdentityHashMap;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/// Signals of a [Condition] on which nobody waited: they are lost, and whoever waits later may wait for ever.
final class LostSignals {
  private static final IdentityHashMap<Object, Integer> LOST = new IdentityHashMap<>();

  private LostSignals() {}

  static void reset() {
    if (!LOST.isEmpty()) {
      LOST.clear();
    }
  }

  /// Called before `signal` or `signalAll` of a condition.
  static void signalled(Object condition, int site) {
    for (int i = 0; i < Tasks.count; i++) {
      Task task = Tasks.all[i];
      if (task.state == Task.State.PARKED && Parking.blockerOf(task) == condition) {
        return;
      }
    }
    LOST.put(condition, site);
  }

  static int of(@Nullable Object blocker) {
    Integer site = blocker == null ? null : LOST.get(blocker);
    return site == null ? 0 : site;
  }

  static boolean isSignal(Object target, Site site) {
    return target instanceof Condition && (site.member.equals("signal") || site.member.equals("signalAll"));
  }
}
