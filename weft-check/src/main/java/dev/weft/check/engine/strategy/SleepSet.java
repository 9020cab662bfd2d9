package dev.weft.check.engine.strategy;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// Tasks that need not run next, because what begins with their step has been explored from an equivalent state (Godefroid,
/// 1996). A task sleeps until a step is taken that its own depends on.
final class SleepSet {
  private final Map<Integer, Footprint.Step> steps = new HashMap<>();

  /// The task's step has been explored from here.
  void add(int task, Footprint.Step step) {
    steps.put(task, step);
  }

  boolean contains(int task) {
    return steps.containsKey(task);
  }

  boolean containsAny(BitSet tasks) {
    for (int task : steps.keySet()) {
      if (tasks.get(task)) {
        return true;
      }
    }
    return false;
  }

  /// Who still sleeps after a step of the given task.
  SleepSet after(int task, Footprint.Step taken) {
    SleepSet rest = new SleepSet();
    for (Map.Entry<Integer, Footprint.Step> sleeper : steps.entrySet()) {
      if (sleeper.getKey() != task && !sleeper.getValue().mayConflict(taken)) {
        rest.add(sleeper.getKey(), sleeper.getValue());
      }
    }
    return rest;
  }
}
