package dev.weft.check.engine.strategy;

import dev.weft.check.engine.runtime.Task;
import org.jspecify.annotations.Nullable;

/// Partial order sampling (Yuan, Yang, Gu: CAV 2018): a random priority for each pending operation, the highest runs, and after
/// it those that conflict with it draw again. Samples partial orders much more evenly than a random walk does.
public final class Pos implements Strategy {
  private static final double UNDRAWN = 0;
  private final Dice dice = new Dice();
  private boolean early;

  @Override
  public String name() {
    return "pos";
  }

  @Override
  public void begin(long seed) {
    dice.seed(seed);
    early = dice.next(4) == 0;
  }

  @Override
  public Task choose(@Nullable Task running, Task[] candidates, int count) {
    Task best = null;
    for (int i = 0; i < count; i++) {
      Task task = candidates[i];
      if (task.priority == UNDRAWN) {
        task.priority = dice.unit() * (task.yielding || task.isBlocked() ? 0.05 : 1) + 1e-9;
      }
      if (best == null || task.priority > best.priority) {
        best = task;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("a choice among none");
    }
    for (int i = 0; i < count; i++) {
      if (candidates[i] != best && conflict(candidates[i], best)) {
        candidates[i].priority = UNDRAWN;
      }
    }
    best.priority = UNDRAWN;
    return best;
  }

  static boolean conflict(Task a, Task b) {
    return a.pendingTarget != null && a.pendingTarget == b.pendingTarget && a.pendingOffset == b.pendingOffset
        && (a.pendingWrite || b.pendingWrite);
  }

  @Override
  public int pick(int count) {
    return dice.next(count);
  }

  @Override
  public boolean earlyTimeouts() {
    return early;
  }
}
