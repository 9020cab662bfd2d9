package dev.weft.check.engine.runtime;

import jdk.internal.vm.annotation.ChangesCurrentThread;
import jdk.internal.vm.annotation.DontInline;
import org.jspecify.annotations.Nullable;

/// Taking turns: exactly one task runs at a time, while the carrier waits in [#loop].
///
/// ```
///   carrier --resume--> task runs --transfer (preempted), block (waits) or its end--> carrier
/// ```
///
/// Invariants:
/// - `current` is the task that runs, null while the checker itself does
/// - `next` is who was chosen when the last turn ended; null if that is still to be asked
/// - a task whose stack cannot be left ([Backend#leave]) runs the loop itself, on top of its own frames, until it may go on
public final class Turns {
  static final Backend BACKEND = Backend.chosen();
  static final Recorder RECORDER = new Recorder();

  static @Nullable Task current;
  private static @Nullable Task next;
  private static @Nullable Task blockedLast;
  private static long turns;

  private Turns() {}

  static void reset() {
    turns = 0;
    next = null;
    blockedLast = null;
  }

  /// The running task if the caller is it, null if the caller is the checker or a thread that is not controlled.
  static @Nullable Task current() {
    Task task = current;
    return task != null && Thread.currentThread() == task.thread ? task : null;
  }

  /// Runs an action of the checker's own on the calling task, whose hooks let it pass.
  public static void uncontrolled(Runnable action) {
    Task task = current;
    current = null;
    try {
      action.run();
    } finally {
      current = task;
    }
  }

  // ---- the task's side

  @DontInline
  @ChangesCurrentThread
  static void transfer(Task from, Task to) {
    next = to;
    leave(from);
  }

  /// Blocks the running task until somebody wakes it or its deadline passes (then `timedOut` is true).
  static void block(Task task, Task.State state, @Nullable Object blocker, long deadline) {
    if (Ending.over) {
      leave(task);
    }
    if (task.initialising != 0) {
      Initialisers.waits(task);
    }
    RealMonitors.stepEnds(task);
    Tasks.blocks(task, state, blocker, deadline);
    Trace trace = Points.trace;
    if (trace != null) {
      trace.blocked(task);
    }
    blockedLast = task;
    next = null;
    leave(task);
  }

  /// Does not come back when the schedule has ended.
  @DontInline
  @ChangesCurrentThread
  static void leave(Task task) {
    if (BACKEND.leave(task)) {
      return;
    }
    nested(task);
  }

  /// The stack of the task cannot be moved: others run on top of it until it may go on.
  @DontInline
  @ChangesCurrentThread
  private static void nested(Task task) {
    Identity.assume(Identity.carrier());
    try {
      loop(task);
    } finally {
      current = task;
      Identity.assume(task.thread);
    }
    if (Ending.ended) {
      Ending.unwindFromWithin(task);
    }
  }

  // ---- the carrier's side

  /// Runs tasks until the schedule ends or `until` is chosen.
  @DontInline
  @ChangesCurrentThread
  static void loop(@Nullable Task until) {
    while (!Ending.ended) {
      Task task = next;
      next = null;
      if (task == null) {
        task = nextAfterBlock();
        if (task == null || Ending.ended) { // a time-out too many ends the schedule too
          Ending.ended = true;
          return;
        }
      }
      if (task == until) {
        takesTurn(task);
        return;
      }
      if (task.context.isBeneath()) {
        Failure stuck = Deadlocks.heldByInitialiser(task, until);
        Ending.cornered(stuck.headline());
        Ending.fail(stuck);
        return;
      }
      resume(task);
    }
  }

  @DontInline
  @ChangesCurrentThread
  private static void resume(Task task) {
    takesTurn(task);
    Trace trace = Points.trace;
    if (trace != null) {
      trace.resumed(task);
    }
    current = task;
    task.context.enter();
    current = null;
    if (task.state == Task.State.DONE) {
      task.context.release();
    }
  }

  private static void takesTurn(Task task) {
    task.lastTurn = ++turns;
    RECORDER.resumes(task);
  }

  private static @Nullable Task nextAfterBlock() {
    Task last = blockedLast;
    blockedLast = null;
    if (last != null && last.isBlocked() && !last.isTimed()) {
      Failure cycle = Deadlocks.cycle(last);
      if (cycle != null) {
        Ending.fail(cycle);
        return null;
      }
    }
    return Tasks.nonDaemons == 0 ? null : Choice.afterBlock();
  }
}
