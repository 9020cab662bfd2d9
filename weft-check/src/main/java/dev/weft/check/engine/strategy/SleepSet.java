package dev.weft.check.engine.strategy;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Tasks that need not run next, because what begins with their step has been explored from an equivalent state (Godefroid,
/// 1996). A task sleeps until a step is taken that its own depends on.
final class SleepSet {
  private static final Footprint.@Nullable Step[] NONE = {};

  /// By task: the step that was explored; null if the task is awake.
  private Footprint.@Nullable Step[] steps = NONE;

  /// The task's step has been explored from here.
  void add(int task, Footprint.Step step) {
    if (task >= steps.length) {
      steps = Arrays.copyOf(steps, task + 1);
    }
    steps[task] = step;
  }

  boolean contains(int task) {
    return task < steps.length && steps[task] != null;
  }

  boolean containsAny(BitSet tasks) {
    for (int task = tasks.nextSetBit(0); task >= 0; task = tasks.nextSetBit(task + 1)) {
      if (contains(task)) {
        return true;
      }
    }
    return false;
  }

  /// Who still sleeps after a step of the given task.
  SleepSet after(int task, Footprint.Step taken) {
    SleepSet rest = new SleepSet();
    for (int i = 0; i < steps.length; i++) {
      Footprint.Step sleeper = steps[i];
      if (sleeper != null && i != task && !sleeper.mayConflict(taken)) {
        rest.add(i, sleeper);
      }
    }
    return rest;
  }
}
