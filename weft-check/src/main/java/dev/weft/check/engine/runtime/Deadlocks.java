package dev.weft.check.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import org.jspecify.annotations.Nullable;

/// Finds tasks that wait for ever, and says who holds and who waits. Called by the carrier, when no task runs.
final class Deadlocks {
  private Deadlocks() {}

  /// Who must act before the task can go on, if that is one known task.
  static @Nullable Task ownerOf(Task task) {
    Object blocker = Parking.blockerOf(task);
    return switch (task.state) {
      case MONITOR -> blocker == null ? null : Monitors.of(blocker).owner;
      case JOINING -> blocker instanceof Task other ? other : null;
      case PARKED -> {
        if (blocker != null && WeftWaits.isWait(blocker)) {
          List<Task> holders = WeftWaits.holders(blocker);
          yield holders.size() == 1 ? holders.getFirst() : null;
        }
        Thread owner = blocker instanceof AbstractOwnableSynchronizer lock ? Jdk.exclusiveOwner(lock) : null;
        yield owner == null ? null : Tasks.BY_THREAD.get(owner);
      }
      case READY, WAITING, SLEEPING, DONE -> null;
    };
  }

  /// The cycle in the wait-for graph that the task has just closed, while others may run on.
  static @Nullable Failure cycle(Task last) {
    if (WeftWaits.isWait(last.blocker)) {
      return null; // a deadline or whoever cancels may still end it
    }
    Task task = last;
    List<Task> members = new ArrayList<>();
    do {
      members.add(task);
      Task owner = task.isTimed() ? null : ownerOf(task);
      if (owner == null || !owner.isBlocked() || members.size() > Tasks.count) {
        return null;
      }
      task = owner;
    } while (task != last);
    for (Task member : members) {
      if (member.permit || member.state != Task.State.MONITOR && mayBeInterrupted(member)) {
        return null;
      }
    }
    return new Failure(Failure.Kind.DEADLOCK, inCycle(members.size()), parties(members), null);
  }

  private static String inCycle(int size) {
    return "deadlock: " + (size == 1 ? "1 thread waits for itself" : size + " threads wait for each other in a cycle");
  }

  private static List<Task> membersFirst(List<Task> cycle, List<Task> stuck) {
    List<Task> all = new ArrayList<>(cycle);
    stuck.stream().filter(task -> !cycle.contains(task)).forEach(all::add);
    return all;
  }

  private static boolean mayBeInterrupted(Task task) {
    if (task.state == Task.State.JOINING) {
      return false;
    }
    return WeftWaits.isWait(task.blocker) || Stacks.anyMethod(task.context.stack(), "nterruptibly");
  }

  /// Nothing can run and no time-out is pending: null if that is a proper end.
  static @Nullable Failure quiescent(Task[] tasks, int count) {
    List<Task> stuck = new ArrayList<>();
    Failure.Kind kind = Failure.Kind.DEADLOCK;
    for (int i = 0; i < count; i++) {
      Task task = tasks[i];
      if (task.isBlocked() && (!task.daemon || WeftWaits.isWait(task.blocker)) && !isIdleWorker(task)) {
        stuck.add(task);
      }
    }
    if (stuck.isEmpty()) {
      return null;
    }
    String lost = "";
    for (Task task : stuck) {
      Object blocker = task.blocker;
      int notified = task.state == Task.State.WAITING && blocker != null ? Monitors.of(blocker).lostNotify : 0;
      if (task.state == Task.State.PARKED && notified == 0) {
        notified = LostSignals.of(task);
      }
      if (notified != 0 && lost.isEmpty()) {
        kind = Failure.Kind.LOST_WAKEUP;
        lost = "lost wake-up: " + task.name() + " waits for a notification that came at " + Sites.at(notified).place()
            + ", when nobody waited";
      }
    }
    List<Task> cycle = WaitCycles.find(stuck);
    if (kind == Failure.Kind.DEADLOCK && !cycle.isEmpty()) {
      return new Failure(kind, inCycle(cycle.size()), parties(membersFirst(cycle, stuck)), null);
    }
    List<Task> shown = withDaemons(stuck, tasks, count);
    String headline = kind == Failure.Kind.LOST_WAKEUP ? lost
        : "deadlock: " + stuck.size() + (stuck.size() == 1 ? " thread is" : " threads are")
            + " blocked for ever and nothing else can run";
    if (kind == Failure.Kind.DEADLOCK && tasks[0].state == Task.State.DONE) {
      Ending.leftBehind = stuck;
    }
    return new Failure(kind, headline, parties(shown), null);
  }

  /// And the daemons that hold something or wait for a lock or for the end of a thread: it may be them that the others wait for. A worker
  /// of a `ForkJoinPool` is a daemon.
  private static List<Task> withDaemons(List<Task> stuck, Task[] tasks, int count) {
    List<Task> all = new ArrayList<>(stuck);
    for (int i = 0; i < count; i++) {
      Task task = tasks[i];
      if (task.isBlocked() && task.daemon && !stuck.contains(task) && (ownerOf(task) != null || !HeldLocks.of(task).isEmpty())) {
        all.add(task);
      }
    }
    return all;
  }

  /// The task is next, but its stack lies below that of another and cannot be moved from there.
  static Failure heldByInitialiser(Task task, @Nullable Task above) {
    return new Failure(Failure.Kind.UNCONTROLLED, task.name()
        + (above == null ? "" : " and " + above.name()) + " wait inside class initialisers or native calls, whose stacks cannot be moved",
        parties(above == null ? List.of(task) : List.of(task, above)), null);
  }

  /// A worker of a JDK pool or timer that waits for work, not for another thread.
  private static boolean isIdleWorker(Task task) {
    if (WeftWaits.isWait(task.blocker)) {
      return false;
    }
    if (idleIn(task) != null) {
      return true;
    }
    for (StackTraceElement frame : task.context.stack()) {
      if (Stacks.isApplication(frame)) {
        return false;
      }
    }
    return true;
  }

  /// The JDK's class in whose loop for work the task waits; null if it waits for something else.
  static @Nullable String idleIn(Task task) {
    for (StackTraceElement frame : task.context.stack()) {
      String method = frame.getMethodName();
      String type = frame.getClassName();
      if (type.equals("java.util.concurrent.ThreadPoolExecutor") && method.equals("getTask")
          || type.equals("java.util.concurrent.ForkJoinPool") && (method.equals("awaitWork") || method.equals("deactivate"))
          || type.equals("java.util.TimerThread") && method.equals("mainLoop")
          || type.equals("java.util.concurrent.DelayScheduler") && method.equals("loop")) {
        return type;
      }
    }
    return null;
  }

  static List<Failure.Party> parties(List<Task> tasks) {
    Labels labels = new Labels();
    List<Failure.Party> parties = new ArrayList<>();
    for (Task task : tasks) {
      StackTraceElement[] stack = task.context.stack();
      Task owner = ownerOf(task);
      String where = stack.length > 0 ? Stacks.place(stack) : task.site == 0 ? "where it begins"
          : Sites.at(task.site).place();
      String ended = owner == null ? WeftWaits.endedHolder(task) : owner.state == Task.State.DONE ? owner.name() : "";
      String note = !ended.isEmpty() ? ended + " has ended without giving it back"
          : owner == null && task.isBlocked() ? Takers.of(task, tasks) : "";
      parties.add(new Failure.Party(task.name(), held(task, labels), waitsFor(task, labels), where,
          owner == null ? ended : owner == task ? "" : owner.name(), Stacks.lines(stack), note));
    }
    String swallowed = Swallowed.text();
    if (!swallowed.isEmpty() && !parties.isEmpty()) {
      parties.set(0, parties.getFirst().withNote(swallowed));
    }
    return parties;
  }

  private static List<Failure.Held> held(Task task, Labels labels) {
    List<Failure.Held> held = new ArrayList<>(HeldLocks.named(HeldLocks.of(task), labels));
    held.addAll(WeftWaits.heldBy(task, labels));
    return held;
  }

  private static String waitsFor(Task task, Labels labels) {
    Object blocker = Parking.blockerOf(task);
    Site pending = Sites.at(task.pendingSite);
    String hint = HeldLocks.hintFor(pending);
    return switch (task.state) {
      case MONITOR -> labels.of(blocker, task.pendingTarget == blocker ? hint : "");
      case WAITING -> "a notification of " + labels.of(blocker, "");
      case JOINING -> "the end of " + (blocker instanceof Task other ? other.name() : "a thread");
      case SLEEPING -> "its sleep to end";
      case PARKED -> {
        if (blocker != null && WeftWaits.isWait(blocker)) {
          yield WeftWaits.describe(blocker, labels);
        }
        Object lock = LockSites.isSyncOf(blocker, task.pendingTarget) ? task.pendingTarget : null;
        if (lock != null) {
          yield labels.of(lock, hint);
        }
        String weft = Stacks.callOfWeft(task.context.stack());
        if (weft != null) {
          yield weft + "()";
        }
        if (pending.kind == Site.Kind.CALL && task.pendingTarget != null && task.pendingTarget != blocker && !(blocker
            instanceof AbstractOwnableSynchronizer owned && Jdk.exclusiveOwner(owned) != null)) {
          yield pending.member + "() of " + labels.of(task.pendingTarget, hint);
        }
        String what = blocker == null ? "an unpark" : blocker instanceof AbstractQueuedSynchronizer sync
            ? labels.of(sync, hint) : blocker instanceof AbstractQueuedSynchronizer.ConditionObject
            ? "a signal of " + labels.of(blocker, hint) : labels.of(blocker, hint);
        yield what;
      }
      case READY, DONE -> "nothing";
    };
  }
}
