package dev.weft.check.engine.strategy;

import dev.weft.check.engine.race.Clocks;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What must be tried from a state so that a race after it is also seen the other way round (Abdulla, Aronis, Jonsson, Sagonas:
/// Optimal Dynamic Partial Order Reduction, POPL 2014).
///
/// Take the steps after the race's earlier step that do not depend on it, and the later step: this sequence can be run from the
/// state before the earlier step, and reverses the race. Whoever can begin it without changing what it means is an *initial*.
/// It is enough that one initial is tried from that state; which one does not matter, and if one already is, or sleeps there,
/// nothing is to do. Flanagan and Godefroid's sets (2005) always add the later step's task, and so explore the same more often.
final class SourceSets {
  private SourceSets() {}

  /// Sees to it that the race between the steps at two positions of the path is reversed.
  static void reverse(List<Node> path, int earlier, int later) {
    Node state = path.get(earlier);
    BitSet initials = initials(path, earlier, later);
    if (initials.intersects(state.backtrack) || state.sleep.containsAny(initials)) {
      return;
    }
    initials.and(state.enabled);
    int task = path.get(later).chosen;
    if (initials.isEmpty()) {
      // Something that is not seen here has enabled them.
      state.backtrack.or(state.enabled);
    } else {
      state.backtrack.set(initials.get(task) ? task : initials.nextSetBit(0));
    }
  }

  private static BitSet initials(List<Node> path, int earlier, int later) {
    Node first = path.get(earlier);
    BitSet initials = new BitSet();
    // Of each task in the sequence, the number of its first step there.
    Map<Integer, Integer> begun = new HashMap<>();
    for (int i = earlier + 1; i <= later; i++) {
      Node node = path.get(i);
      if (i < later && first.isIn(node.clock) || begun.containsKey(node.chosen)) {
        continue;
      }
      if (!dependsOn(begun, node.clock)) {
        initials.set(node.chosen);
      }
      begun.put(node.chosen, node.index);
    }
    return initials;
  }

  private static boolean dependsOn(Map<Integer, Integer> begun, int[] clock) {
    for (Map.Entry<Integer, Integer> other : begun.entrySet()) {
      if (Clocks.at(clock, other.getKey()) >= other.getValue()) {
        return true;
      }
    }
    return false;
  }

  /// A task that could have run but never did (the program ended without waiting for it): what it would have touched is unknown, so
  /// it must be tried wherever it was enabled. There is none before the state from which on each task has run once.
  static void askForTheStarved(List<Node> path) {
    BitSet ranLater = new BitSet();
    BitSet starved = new BitSet();
    int unseen = path.isEmpty() ? 0 : path.getLast().tasks;
    for (int i = path.size() - 1; i >= 0 && unseen > 0; i--) {
      Node node = path.get(i);
      if (!ranLater.get(node.chosen)) {
        ranLater.set(node.chosen);
        unseen--;
      }
      starved.clear();
      starved.or(node.enabled);
      starved.andNot(ranLater);
      node.backtrack.or(starved);
    }
  }
}
