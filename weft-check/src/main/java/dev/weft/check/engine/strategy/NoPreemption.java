package dev.weft.check.engine.strategy;

import dev.weft.check.engine.runtime.Task;
import org.jspecify.annotations.Nullable;

/// Runs each task until it blocks, ends or only spins: the schedule that people have in mind, tried first.
public final class NoPreemption implements Strategy {
  @Override
  public String name() {
    return "no preemption";
  }

  @Override
  public boolean isRandom() {
    return false;
  }

  @Override
  public void begin(long seed) {}

  @Override
  public Task choose(@Nullable Task running, Task[] candidates, int count) {
    if (running != null && !running.yielding) {
      return running;
    }
    Task best = null;
    for (int i = 0; i < count; i++) {
      Task task = candidates[i];
      if (!task.yielding && (best == null || task.id < best.id)) {
        best = task;
      }
    }
    return best != null ? best : candidates[0];
  }
}
