package dev.weft.check.engine.runtime;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How the schedule that runs ends, and what becomes of those who have not come to their end.
///
/// ```
///   runs --nothing can run, failure, exit, given up--> ended --what is left is unwound--> over
/// ```
///
/// When it has ended, nobody gets another turn. A task on a stack that can be left is left where it is; from any other (frames of
/// native code, class initialisers, threads of the system, JDK code with a real monitor) it is unwound: the schedule is *over*, and each hook that the task meets on
/// its way out throws [RunEnded].
final class Ending {
  /// Unwinds frames that cannot be left.
  static final class RunEnded extends Error {
    private static final long serialVersionUID = 1;

    RunEnded() {
      super("the schedule has ended", null, false, false);
    }
  }

  /// A task that goes on after it was told so often that the schedule is over (`while (true) try ... catch (Throwable)`) is left for good.
  static final int PATIENCE = 1_000;

  static boolean ended;
  static boolean over;
  static @Nullable Failure failure;
  /// The program ended itself, by System.exit or its like.
  static boolean exited;
  /// The strategy did not want the rest of the schedule.
  static boolean givenUp;
  /// The tasks that nothing can wake any more, although the main one has ended properly.
  static List<Task> leftBehind = List.of();
  private static @Nullable Consumer<String> whenCornered;

  private Ending() {}

  static void reset() {
    ended = false;
    over = false;
    exited = false;
    givenUp = false;
    leftBehind = List.of();
    failure = null;
  }

  // ---- it ends

  static void fail(Failure what) {
    if (failure == null && !ended) {
      failure = what;
    }
    ended = true;
  }

  /// The program ends itself.
  static void exitFrom(Task task) {
    exit();
    endFrom(task);
  }

  /// Ends the schedule between the turns of two tasks.
  static void exit() {
    exited = true;
    ended = true;
  }

  /// Ends the schedule from inside a task, which does not come back.
  static void endFrom(Task task) {
    ended = true;
    if (Turns.BACKEND.leave(task)) {
      throw new AssertionError("a schedule that has ended must not go on");
    }
    unwindFromWithin(task);
  }

  /// Ends the schedule, as the strategy wants it; does not come back to a running task. False if something would be left behind for the
  /// schedules to come (a class initialiser that never ends), or the stack cannot be left.
  static boolean giveUp(@Nullable Task running) {
    for (int i = 0; i < Tasks.count; i++) {
      Task task = Tasks.all[i];
      if (task.initialising != 0 || task != running && task.context.isBeneath()) {
        return false;
      }
    }
    ended = true;
    givenUp = true;
    if (running != null) {
      if (Turns.BACKEND.leave(running)) {
        throw new AssertionError("a schedule that was given up must not go on");
      }
      ended = false;
      givenUp = false;
    }
    return running == null;
  }

  // ---- what is left is unwound

  /// Ends what still runs on threads of its own: the next hook that one of them meets throws.
  static void unwind() {
    becomesOver();
    for (int i = 0; i < Tasks.count; i++) {
      Turns.current = Tasks.all[i];
      Tasks.all[i].context.release();
    }
    Turns.current = null;
  }

  /// Ends those who have real monitors of the JDK, which may be of objects that outlive the schedule (`System.out`): nobody else could
  /// ever enter them.
  static void unwindHolders() {
    for (int i = 0; i < Tasks.count; i++) {
      Task task = Tasks.all[i];
      if (task.real > 0 && task.state != Task.State.DONE) {
        becomesOver();
        Points.trace = null;
        task.unwinding = 0;
        Turns.current = task;
        task.context.enter();
        Turns.current = null;
        task.context.release();
      }
    }
  }

  /// A task that is being unwound wants to go on. After so many times it may not even do that any more.
  static void mayGoOn(Task task) {
    if (over && task.unwinding >= 0 && task.unwinding++ < PATIENCE) {
      throw new RunEnded();
    }
  }

  /// The schedule has ended while the task is where it cannot be left. It may have been blocked, and so is in no queue: it must not wait
  /// again on its way out.
  static void unwindFromWithin(Task task) {
    becomesOver();
    if (Stacks.inUpcall()) {
      cornered(task.name() + " waits in a function that native code calls");
    }
    throw new RunEnded();
  }

  private static void becomesOver() {
    over = true;
    Pace.lookAt = -1; // the next event is late
  }

  // ---- it cannot go on

  /// What to do about a schedule that cannot go on because of stacks that cannot be moved. It gets the reason, and should not return:
  /// frames of native code may not bear to be unwound.
  static void whenCornered(Consumer<String> action) {
    whenCornered = action;
  }

  static void cornered(String why) {
    Consumer<String> action = whenCornered;
    if (action != null) {
      Turns.current = null;
      action.accept(why);
    }
  }
}
