package dev.weft.internal.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Those who wait for each other in a circle while the rest of the program may run on.
///
/// Nobody is stopped, so a circle may be made up of waits of different moments. So it is looked at a second time. Who is still in the
/// same wait, for the same one, has done nothing between the looks; at the end of the first all of them waited; so the circle was there.
///
/// The owners of monitors are not known: the virtual machine must not be asked for them while threads run.
final class Cycles {
  private Cycles() {}

  /// One wait.
  ///
  /// @param what what is parked on: another object for each wait of Weft's, the lock for those of the JDK's
  /// @param holders those whose doing it waits for, all of them
  record Edge(Object what, List<Thread> holders) {}

  /// The circles among those; in each, everybody waits for the next one, and the last for the first.
  static List<List<Thread>> among(Collection<Thread> threads, Rows rows) {
    Map<Thread, Edge> first = new LinkedHashMap<>();
    var graph = new WaitGraph<Thread>();
    for (Thread thread : threads) {
      rows.edge(thread)
          .ifPresent(
              edge -> {
                first.put(thread, edge);
                graph.waits(thread, edge.holders());
              });
    }
    List<List<Thread>> found = new ArrayList<>(graph.cycles());
    found.removeIf(cycle -> !isStillThere(cycle, first, rows));
    return found;
  }

  private static boolean isStillThere(List<Thread> cycle, Map<Thread, Edge> before, Rows rows) {
    for (int i = 0; i < cycle.size(); i++) {
      Edge then = before.get(cycle.get(i));
      Thread next = cycle.get((i + 1) % cycle.size());
      if (rows.edge(cycle.get(i)).filter(now -> then != null && now.what() == then.what() && now.holders().contains(next)).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
