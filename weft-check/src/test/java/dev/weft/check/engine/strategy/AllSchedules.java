package dev.weft.check.engine.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Every schedule of a [Toy], by trying out everything; and what is left of them when equivalent ones count once. Two schedules
/// are equivalent if they order each pair of operations on the same variable, one of them a write, and each pair of operations
/// on the same lock in the same way.
final class AllSchedules {
  private final List<List<Toy.Op>> threads;
  private final int[] next;
  private final int[] owner = new int[8];
  private final List<int[]> order = new ArrayList<>();
  private final Set<String> inequivalent = new HashSet<>();

  private AllSchedules(Toy toy) {
    threads = toy.threads;
    next = new int[threads.size()];
    Arrays.fill(owner, -1);
  }

  static AllSchedules of(Toy toy) {
    AllSchedules all = new AllSchedules(toy);
    all.explore();
    return all;
  }

  int inequivalent() {
    return inequivalent.size();
  }

  private void explore() {
    boolean end = true;
    for (int task = 0; task < threads.size(); task++) {
      if (canRun(task)) {
        end = false;
        int from = next[task];
        do {
          act(task, 1);
        } while (next[task] < threads.get(task).size() && !threads.get(task).get(next[task]).isDecision());
        explore();
        while (next[task] > from) {
          act(task, -1);
        }
      }
    }
    if (end) {
      inequivalent.add(signature());
    }
  }

  private boolean canRun(int task) {
    if (next[task] == threads.get(task).size()) {
      return false;
    }
    Toy.Op op = threads.get(task).get(next[task]);
    return op.kind() != 'l' || owner[op.on()] < 0;
  }

  private void act(int task, int direction) {
    int at = direction > 0 ? next[task]++ : --next[task];
    Toy.Op op = threads.get(task).get(at);
    if (op.kind() == 'l' || op.kind() == 'u') {
      owner[op.on()] = op.kind() == 'l' == direction > 0 ? task : -1;
    }
    if (direction > 0) {
      order.add(new int[] {task, at});
    } else {
      order.removeLast();
    }
  }

  /// Of each two dependent operations of different tasks, which comes first.
  private String signature() {
    Set<String> pairs = new TreeSet<>();
    for (int i = 0; i < order.size(); i++) {
      for (int j = i + 1; j < order.size(); j++) {
        int[] a = order.get(i);
        int[] b = order.get(j);
        if (a[0] != b[0] && dependent(threads.get(a[0]).get(a[1]), threads.get(b[0]).get(b[1]))) {
          pairs.add(a[0] + "." + a[1] + "<" + b[0] + "." + b[1]);
        }
      }
    }
    return pairs.toString();
  }

  private static boolean dependent(Toy.Op a, Toy.Op b) {
    boolean locks = a.kind() == 'l' || a.kind() == 'u';
    return a.on() == b.on() && locks == (b.kind() == 'l' || b.kind() == 'u')
        && (locks || a.kind() == 'w' || b.kind() == 'w');
  }
}
