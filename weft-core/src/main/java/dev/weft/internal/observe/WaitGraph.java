package dev.weft.internal.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Who waits for whom, and the circles in it.
///
/// First everybody is taken away who can go on when those do who have been taken away before; those who stay wait in a circle, or for
/// somebody in one.
/// Then each of them is followed to one whom it waits for, until the path bites itself. One circle is found in
/// each part of the graph, in time that grows with the number of edges; circles that share a member count as one.
final class WaitGraph<T> {
  private final Map<T, Set<T>> holders = new LinkedHashMap<>();

  /// Those who wait for any one of theirs.
  private final Set<T> content = new HashSet<>();

  /// One waits until each of the others has done something.
  void waits(T who, Collection<? extends T> forWhom) {
    if (!forWhom.isEmpty()) {
      holders.computeIfAbsent(who, _ -> new LinkedHashSet<>()).addAll(forWhom);
    }
  }

  /// One waits until any of the others has done something. Only if there are none does it matter that it is one of them itself.
  void waitsForAny(T who, Collection<? extends T> forWhom) {
    if (forWhom.isEmpty()) {
      return;
    }
    Set<T> others = new LinkedHashSet<>(forWhom);
    if (others.size() > 1) {
      others.remove(who);
    }
    waits(who, others);
    content.add(who);
  }

  /// The circles; in each, everybody waits for the next one, and the last for the first.
  List<List<T>> cycles() {
    Map<T, Set<T>> left = withoutThoseWhoCouldGoOn();
    List<List<T>> found = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (T start : left.keySet()) {
      Map<T, Integer> path = new LinkedHashMap<>();
      T at = start;
      while (seen.add(at)) {
        path.put(at, path.size());
        at = Objects.requireNonNull(left.get(at)).iterator().next();
      }
      Integer bitten = path.get(at);
      if (bitten != null) {
        found.add(path.keySet().stream().skip(bitten).toList());
      }
    }
    return found;
  }

  private Map<T, Set<T>> withoutThoseWhoCouldGoOn() {
    Map<T, Set<T>> left = new LinkedHashMap<>();
    Map<T, List<T>> waiters = new HashMap<>();
    holders.forEach(
        (who, forWhom) -> {
          left.put(who, new LinkedHashSet<>(forWhom));
          forWhom.forEach(holder -> waiters.computeIfAbsent(holder, _ -> new ArrayList<>()).add(who));
        });
    Deque<T> free = new ArrayDeque<>();
    waiters.keySet().stream().filter(holder -> !left.containsKey(holder)).forEach(free::add);
    left.entrySet().removeIf(entry -> entry.getValue().isEmpty() && free.add(entry.getKey()));
    while (!free.isEmpty()) {
      T goesOn = free.remove();
      for (T waiter : waiters.getOrDefault(goesOn, List.of())) {
        Set<T> others = left.get(waiter);
        if (others != null && others.remove(goesOn) && (others.isEmpty() || content.contains(waiter))) {
          left.remove(waiter);
          free.add(waiter);
        }
      }
    }
    return left;
  }
}
