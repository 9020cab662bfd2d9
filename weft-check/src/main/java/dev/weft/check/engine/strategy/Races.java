package dev.weft.check.engine.strategy;

import dev.weft.check.engine.race.Clocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which steps of a path happen before which, and which pairs of them race: they depend on each other, nothing else orders them,
/// and the later one could have come first.
///
/// A step happens before another if it is of the same task, if both touch a variable that one of them writes, or if it has
/// started or woken the other's task. A race is not reversible if the later step takes a lock that the earlier one's task held
/// when it took the earlier step; then the race is with the step that took the lock. A step in vain, at the end of a schedule in
/// which all wait for each other, comes before nothing.
final class Races {
  /// By task: what its next step happens after, whatever it touches. The clocks themselves are never changed.
  private int[][] pasts = {};

  void restart() {
    Arrays.fill(pasts, Clocks.EMPTY);
  }

  /// Notes who can run after a step of the path although it could not run before.
  void woken(Node before, Node after) {
    for (int task = after.candidates.nextSetBit(0); task >= 0; task = after.candidates.nextSetBit(task + 1)) {
      if (!before.candidates.get(task)) {
        isPast(task, Clocks.join(past(task).clone(), before.clock));
      }
    }
  }

  /// Orders the last step of a path and returns its races: the positions of the earlier steps, the latest first. A race that
  /// another one lies between is left out: the order of the outer two can only change after that of the inner two has.
  List<Integer> order(List<Node> path, int last) {
    Node node = path.get(last);
    int[] past = past(node.chosen);
    int[] clock = past.clone();
    int[] inner = Clocks.EMPTY;
    List<Integer> races = new ArrayList<>();
    for (int i = last - 1; i >= 0; i--) {
      Node earlier = path.get(i);
      if (earlier.chosen == node.chosen || earlier.isVain() || earlier.isIn(past) || !earlier.step.conflicts(node.step)) {
        continue;
      }
      clock = Clocks.join(clock, earlier.clock);
      if (!earlier.isIn(inner) && !earlier.holders.isHeldBy(node.takes, earlier.chosen)) {
        inner = Clocks.join(inner, earlier.clock);
        races.add(i);
      }
    }
    node.clock = Clocks.tick(clock, node.chosen);
    node.index = node.clock[node.chosen];
    node.signature = (last == 0 ? 0 : path.get(last - 1).signature) + signature(node);
    isPast(node.chosen, node.clock);
    return races;
  }

  /// A step that was ordered in an earlier schedule has been taken again.
  void repeat(Node node) {
    isPast(node.chosen, node.clock);
  }

  private int[] past(int task) {
    return task < pasts.length ? pasts[task] : Clocks.EMPTY;
  }

  private void isPast(int task, int[] clock) {
    int known = pasts.length;
    if (task >= known) {
      pasts = Arrays.copyOf(pasts, Math.max(task + 1, known * 2));
      Arrays.fill(pasts, known, pasts.length, Clocks.EMPTY);
    }
    pasts[task] = clock;
  }

  /// A hash of what happens before a step; the sum over a path is the same for equivalent schedules.
  private static long signature(Node node) {
    long hash = node.chosen * 0x9E3779B97F4A7C15L;
    for (int i = 0; i < node.clock.length; i++) {
      hash = (hash ^ node.clock[i] + i * 31L) * 0x100000001B3L;
    }
    return hash ^ hash >>> 29;
  }
}
