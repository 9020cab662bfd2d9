package dev.weft.check.engine.runtime;

import java.util.ArrayList;
import java.util.List;

/// Finds a cycle among threads that are all blocked: each waits for the next, and the last for the first.
///
/// A wait for several holders (a scope waits for all of its fibers) is a wait for each of them, so one path back is enough.
final class WaitCycles {
  private WaitCycles() {}

  /// The members of a cycle, in the order in which they wait for each other; empty if there is none.
  static List<Task> find(List<Task> stuck) {
    List<Task> done = new ArrayList<>();
    for (Task task : stuck) {
      List<Task> path = new ArrayList<>();
      if (search(task, path, done)) {
        return path;
      }
    }
    return List.of();
  }

  /// Goes on from a task; true if `path` is a cycle.
  private static boolean search(Task task, List<Task> path, List<Task> done) {
    int at = path.indexOf(task);
    if (at >= 0) {
      path.subList(0, at).clear();
      return true;
    }
    if (done.contains(task) || !task.isBlocked() || task.isTimed()) {
      return false;
    }
    path.add(task);
    for (Task next : waitsFor(task)) {
      if (search(next, path, done)) {
        return true;
      }
    }
    path.removeLast();
    done.add(task);
    return false;
  }

  private static List<Task> waitsFor(Task task) {
    Object blocker = Parking.blockerOf(task);
    if (task.state == Task.State.PARKED && blocker != null && WeftWaits.isWait(blocker)) {
      return WeftWaits.holders(blocker);
    }
    Task owner = Deadlocks.ownerOf(task);
    return owner == null ? List.of() : List.of(owner);
  }
}
