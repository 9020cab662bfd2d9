package dev.weft.check.engine.runtime;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/// Signals of a [Condition], or of one of Weft's, on which nobody waited: they are lost, and whoever waits later may wait for ever.
final class LostSignals {
  /// By condition; by its queue if it is one of Weft's, whose waiters stand there.
  private static final IdentityHashMap<Object, Integer> LOST = new IdentityHashMap<>();

  private static final WeftField NODES = new WeftField("nodes");
  private static final WeftField LAST = new WeftField("last");
  private static final WeftField NEXT = new WeftField("next");

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

  /// Called with the lock of the queue, before the signal.
  static void signalledQueue(Object queue, int site) {
    if (lastOf(queue) == null) {
      LOST.put(queue, site);
    }
  }

  /// Where the signal was given that a stuck task may have missed; 0 if there was none.
  static int of(Task task) {
    Object blocker = Parking.blockerOf(task);
    if (blocker == null || LOST.isEmpty()) {
      return 0;
    }
    if (!WeftWaits.isWait(blocker)) {
      return LOST.getOrDefault(blocker, 0);
    }
    if (looksFirst(task)) {
      return 0;
    }
    for (Map.Entry<Object, Integer> lost : LOST.entrySet()) {
      if (!(lost.getKey() instanceof Condition) && standsIn(lost.getKey(), blocker)) {
        return lost.getValue();
      }
    }
    return 0;
  }

  /// Whoever waits by `awaitUntil` has looked, with the mutex held, whether there is anything to wait for: it misses no signal.
  private static boolean looksFirst(Task task) {
    for (StackTraceElement frame : task.context.stack()) {
      if (frame.getClassName().equals("dev.weft.sync.Condition") && frame.getMethodName().equals("awaitUntil")) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Object lastOf(Object queue) {
    Object nodes = NODES.of(queue);
    return nodes == null ? null : LAST.of(nodes);
  }

  private static boolean standsIn(Object queue, Object waiter) {
    Object last = lastOf(queue);
    Object node = last;
    while (node != null && node != waiter) {
      Object next = NEXT.of(node);
      node = next == last ? null : next;
    }
    return node != null;
  }

  static boolean isSignal(Object target, Site site) {
    return target instanceof Condition && (site.member.equals("signal") || site.member.equals("signalAll"));
  }
}
