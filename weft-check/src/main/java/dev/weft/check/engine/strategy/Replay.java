package dev.weft.check.engine.strategy;

import dev.weft.check.engine.runtime.Task;
import org.jspecify.annotations.Nullable;

/// Follows a recorded schedule: each segment is a task and the number of its own events after which it is preempted
/// ([Schedule#BLOCKS] if it runs until it blocks or ends).
///
/// A schedule that was edited (by the shrinker) may not fit any more: a segment whose task cannot run is skipped, and past
/// the last segment tasks run without preemption. `diverged` tells that it happened.
public final class Replay implements Strategy {
  private final Schedule schedule;
  private final boolean startles;
  private int segment;
  private int picked;
  private boolean diverged;

  public Replay(Schedule schedule) {
    this(schedule, true);
  }

  /// @param startles a segment of a task that waits may end that wait for no reason; if not, such a segment does not fit
  public Replay(Schedule schedule, boolean startles) {
    this.schedule = schedule;
    this.startles = startles;
  }

  @Override
  public String name() {
    return "replay";
  }

  /// True if the schedule could not be followed exactly.
  public boolean diverged() {
    return diverged;
  }

  @Override
  public boolean isRandom() {
    return false;
  }

  @Override
  public void begin(long seed) {
    segment = -1;
    picked = 0;
    diverged = false;
  }

  @Override
  public boolean earlyTimeouts() {
    return true;
  }

  @Override
  public boolean spuriousWakeups() {
    return startles;
  }

  @Override
  public Task choose(@Nullable Task running, Task[] candidates, int count) {
    if (running != null && follows(running)) {
      return running;
    }
    while (segment + 1 < schedule.length()) {
      segment++;
      for (int i = 0; i < count; i++) {
        if (candidates[i].id == schedule.task(segment)) {
          return candidates[i];
        }
      }
      diverged = true;
    }
    segment = schedule.length();
    diverged |= running == null;
    return fallback(running, candidates, count);
  }

  private boolean follows(Task running) {
    if (segment >= schedule.length()) {
      return !running.yielding;
    }
    int until = schedule.until(segment);
    return schedule.task(segment) == running.id && (until == Schedule.BLOCKS || running.events < until);
  }

  /// The running task unless it only spins, then the ready task with the lowest number, then the earliest time-out.
  private static Task fallback(@Nullable Task running, Task[] candidates, int count) {
    if (running != null && !running.yielding) {
      return running;
    }
    Task best = null;
    for (int i = 0; i < count; i++) {
      Task task = candidates[i];
      if (best == null || rank(task) < rank(best)) {
        best = task;
      }
    }
    return best == null ? candidates[0] : best;
  }

  private static long rank(Task task) {
    return (task.isBlocked() ? 1L << 40 : 0) + (task.yielding ? 1L << 32 : 0) + task.id;
  }

  @Override
  public int pick(int count) {
    int choice = picked < schedule.picks().length ? schedule.picks()[picked] : 0;
    picked++;
    return Math.min(choice, count - 1);
  }
}
