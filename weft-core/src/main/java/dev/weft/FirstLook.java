package dev.weft;

import dev.weft.internal.util.Randoms;
import dev.weft.wait.WaitNode;
import org.jspecify.annotations.Nullable;

/// A select's first look at its clauses: polls those that look as if they were ready, and returns the one that was; null if none.
///
/// The others find out when they are enlisted. A time limit, which comes last, is never ready here.
final class FirstLook {
  private FirstLook() {}

  /// The first in the list.
  static @Nullable WaitNode inOrder(WaitNode[] nodes, int clauses) {
    for (int i = 0; i < clauses; i++) {
      if (nodes[i].event().mayBeReady() && nodes[i].event().poll(nodes[i])) {
        return nodes[i];
      }
    }
    return null;
  }

  /// Any, each with the same chance. Lots are drawn among those only that look ready: each draw takes time, and is a choice that an
  /// exhaustive check has to try.
  ///
  /// @param sharing whether two may stand in one queue, which serves the first who came: then lots are drawn for the enlisting, too
  static @Nullable WaitNode fair(WaitNode[] nodes, int clauses, boolean sharing) {
    int ready = readyToTheFront(nodes, clauses);
    for (int i = 0; i < ready; i++) {
      draw(nodes, i, ready);
      if (nodes[i].event().poll(nodes[i])) {
        return nodes[i];
      }
    }
    for (int i = 0; sharing && i < clauses; i++) {
      draw(nodes, i, clauses);
    }
    return null;
  }

  private static int readyToTheFront(WaitNode[] nodes, int clauses) {
    int ready = 0;
    for (int i = 0; i < clauses; i++) {
      if (nodes[i].event().mayBeReady()) {
        swap(nodes, ready++, i);
      }
    }
    return ready;
  }

  /// Draws who comes at a place, among those from there on: a shuffle as far as it is needed.
  private static void draw(WaitNode[] nodes, int place, int end) {
    if (end - place > 1) {
      swap(nodes, place, place + Randoms.below(end - place));
    }
  }

  private static void swap(WaitNode[] nodes, int a, int b) {
    WaitNode other = nodes[a];
    nodes[a] = nodes[b];
    nodes[b] = other;
  }
}
