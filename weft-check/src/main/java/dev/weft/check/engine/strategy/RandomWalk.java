package dev.weft.check.engine.strategy;

import dev.weft.check.engine.runtime.Task;
import org.jspecify.annotations.Nullable;

/// At every point any enabled task with the same chance. The base line that every cleverer strategy must beat.
public final class RandomWalk implements Strategy {
  private final Dice dice = new Dice();
  private boolean early;

  @Override
  public String name() {
    return "random";
  }

  @Override
  public void begin(long seed) {
    dice.seed(seed);
    early = (dice.next(4) & 1) == 1;
  }

  @Override
  public Task choose(@Nullable Task running, Task[] candidates, int count) {
    Task task = candidates[dice.next(count)];
    if (task.yielding || task.isBlocked()) {
      task = candidates[dice.next(count)];
    }
    return task;
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
