package dev.weft.check.engine.strategy;

import dev.weft.check.engine.race.Clocks;
import dev.weft.check.engine.runtime.Pending;
import dev.weft.check.engine.runtime.Task;
import java.util.BitSet;

/// One state on the path that is being explored, and the step that was taken from it.
final class Node {
  /// Tasks among which somebody is to be chosen.
  final BitSet candidates = new BitSet();
  /// Those of them whose step would not begin with finding a lock taken.
  final BitSet enabled = new BitSet();
  /// Tasks to be tried from here.
  final BitSet backtrack = new BitSet();
  /// Tasks not to be tried from here any more, or at all.
  final SleepSet sleep;
  final Holders holders;

  int chosen;
  /// The lock that the step begins with taking, by its number.
  int takes = Footprint.UNKNOWN;
  /// How many objects were known when the step began.
  int fresh;
  Footprint.Step step = Footprint.Step.EMPTY;
  /// Of the step: what happens before it, itself included; and its number among its task's steps.
  int[] clock = Clocks.EMPTY;
  int index;
  /// All tasks that could be chosen here or before are below this number.
  int tasks;
  /// Of the path up to here: the same for equivalent beginnings.
  long signature;

  Node(SleepSet sleep, Holders holders, Task[] from, int count) {
    this.sleep = sleep;
    this.holders = holders;
    for (int i = 0; i < count; i++) {
      Task task = from[i];
      candidates.set(task.id);
      if (task.isBlocked() || !Pending.wouldBlock(task)) {
        enabled.set(task.id);
      }
    }
  }

  /// True if the step happens before whatever knows `past`.
  boolean isIn(int[] past) {
    return Clocks.at(past, chosen) >= index;
  }

  /// True if the step was let into its wait because nobody could go on.
  boolean isVain() {
    return !enabled.get(chosen);
  }

  /// The next task to be tried from here, or -1.
  int next() {
    for (int task = backtrack.nextSetBit(0); task >= 0; task = backtrack.nextSetBit(task + 1)) {
      if (!sleep.contains(task)) {
        return task;
      }
    }
    return -1;
  }
}
