package dev.weft.check.engine.runtime;

import dev.weft.check.engine.strategy.Strategy;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who runs next: asks the strategy, except where there is nothing to ask it. A time-out that may fire now is a choice like others, and
/// so is a wait that may end for no reason.
final class Choice {
  @SuppressWarnings("NullAway.Init")
  private static Strategy strategy;
  /// A time-out may fire although other tasks could still run.
  private static boolean early;
  private static Task[] candidates = new Task[16];

  private Choice() {}

  static void reset(Strategy by, long seed) {
    strategy = by;
    strategy.begin(seed);
    early = strategy.earlyTimeouts();
    Startled.begin(strategy.spuriousWakeups());
  }

  static void end() {
    strategy.end();
  }

  /// Lets go of all objects.
  static void forget() {
    Arrays.fill(candidates, null);
    strategy.forget();
  }

  /// At a schedule point of the running task.
  static void decide(Task task) {
    if ((task.atomic | task.initialising) != 0 || Tasks.readyCount == 1 && !Points.everyEvent
        && Points.footprint == null && !(early && Tasks.timed > 0) && !Startled.anyMay()) {
      return;
    }
    RealMonitors.stepEnds(task);
    Task chosen = choose(task);
    if (chosen != null && chosen != task) {
      Turns.RECORDER.preempted(task.events);
      Turns.transfer(task, chosen);
    }
  }

  /// The running task has left without saying for whom. Null if the schedule ends here.
  static @Nullable Task afterBlock() {
    Timers.refresh();
    if (Tasks.readyCount == 0 && Tasks.timed == 0) {
      Failure stuck = Deadlocks.quiescent(Tasks.all, Tasks.count);
      if (stuck != null) {
        Ending.fail(stuck);
      }
      return null;
    }
    if (Tasks.readyCount == 0 && (Pace.fair || !early)) {
      Task first = Tasks.earliest();
      expire(first);
      return first;
    }
    return choose(null);
  }

  /// Null if the schedule has been given up, which a running task does not come back from.
  private static @Nullable Task choose(@Nullable Task running) {
    Timers.refresh();
    int count = Tasks.readyCount;
    Task[] from = Tasks.ready;
    boolean expires = Tasks.timed > 0 && (early || count == 0);
    boolean startles = count > 0 && Startled.anyMay();
    if (!Pace.fair && (expires || startles)) {
      count = withBlocked(expires, startles);
      from = candidates;
    }
    Task chosen = Pace.fair ? fairly(from, count) : strategy.choose(running, from, count);
    if (chosen == null) {
      if (Ending.giveUp(running)) {
        return null;
      }
      chosen = Objects.requireNonNull(strategy.choose(running, from, count), "a schedule that cannot be given up must go on");
    }
    if (chosen != running) {
      if (chosen.isBlocked()) {
        expire(chosen);
      }
      for (int i = 0; i < Tasks.readyCount; i++) {
        Tasks.ready[i].yielding = false;
      }
    }
    return chosen;
  }

  /// Time passes while threads are busy, too: a loop that goes on until another thread has slept long enough comes to its end.
  private static Task fairly(Task[] from, int count) {
    return Tasks.timed > 0 && Pace.timePasses() ? Tasks.earliest() : Pace.leastRecent(from, count);
  }

  /// Those who are ready, and behind them those whose time-out may fire or who may wake up for no reason.
  private static int withBlocked(boolean expires, boolean startles) {
    if (candidates.length < Tasks.all.length) {
      candidates = new Task[Tasks.all.length];
    }
    int count = Tasks.readyCount;
    System.arraycopy(Tasks.ready, 0, candidates, 0, count);
    for (int i = 0; i < Tasks.count; i++) {
      Task task = Tasks.all[i];
      if (task.isBlocked() && (task.isTimed() ? expires : startles && Startled.may(task))) {
        candidates[count++] = task;
      }
    }
    return count;
  }

  private static void expire(Task task) {
    Points.timeOut();
    Trace trace = Points.trace;
    if (task.isTimed()) {
      VirtualClock.advanceTo(task.deadline);
      task.timedOut = true;
      if (trace != null) {
        trace.timedOut(task);
      }
    } else {
      Startled.happens();
      if (trace != null) {
        trace.startled(task);
      }
    }
    Tasks.wake(task);
  }

  /// Chooses one of several equal things and records the choice.
  static int pick(int count) {
    if (count == 1 || Pace.fair) {
      return 0;
    }
    int choice = strategy.pick(count);
    Turns.RECORDER.picked(choice);
    return choice;
  }

  /// The strategy is not asked any more.
  static void goesOnFairly() {
    Points.all();
    strategy.abandon();
    Turns.RECORDER.stop();
  }
}
