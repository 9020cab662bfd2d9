package dev.weft.check.engine.strategy;

import dev.weft.check.engine.runtime.Task;
import org.jspecify.annotations.Nullable;

/// Whom [Dpor] lets run where any order will do: as few switches as can be, and nobody who only waits for others.
final class Preference {
  private Preference() {}

  /// The running task if it may go on, else any enabled task that does not sleep, one that spins last; -1 if all sleep, which means
  /// that an equivalent schedule has been run.
  static int firstAwake(Node node, @Nullable Task running, Task[] candidates, int count) {
    if (running != null && !running.yielding && isAwake(node, running)) {
      return running.id;
    }
    int spinning = -1;
    for (int i = 0; i < count; i++) {
      Task task = candidates[i];
      if (isAwake(node, task)) {
        if (!task.yielding && !task.isBlocked()) {
          return task.id;
        }
        spinning = task.id;
      }
    }
    return spinning;
  }

  private static boolean isAwake(Node node, Task task) {
    return node.enabled.get(task.id) && !node.sleep.contains(task.id);
  }

  /// In a schedule whose rest is not followed any more.
  static Task ofUnfollowed(@Nullable Task running, Task[] candidates, int count) {
    if (running != null && !running.yielding) {
      return running;
    }
    for (int i = 0; i < count; i++) {
      if (!candidates[i].yielding && !candidates[i].isBlocked()) {
        return candidates[i];
      }
    }
    return candidates[0];
  }
}
