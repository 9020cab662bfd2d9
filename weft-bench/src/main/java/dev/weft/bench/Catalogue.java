package dev.weft.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// All cases there are, in the order in which they are run and shown.
public final class Catalogue {
  private static final int MILLION = 1_000_000;

  private Catalogue() {}

  /// Every case at its full size.
  public static List<Case> full() {
    return cases(MILLION, 10_000);
  }

  /// Every case at a size that takes a moment.
  public static List<Case> quick() {
    return cases(100_000, 1_000);
  }

  private static List<Case> cases(int crowd, int stages) {
    return List.of(
        new Case("yield", "yield", 0, 2, "ns per yield of any of two tasks for each worker"),
        new Case("ping-pong", "ping-pong", 0, 2, "ns per hand-off, one message one way"),
        new Case("rendezvous", "rendezvous", 0, 2, "ns per message, one way, no buffer"),
        new Case("buffered-16", "buffered", 16, 2, "ns per message, one way, buffer of 16"),
        new Case("buffered-128", "buffered", 128, 2, "ns per message, one way, buffer of 128"),
        new Case("chain", "chain", stages, stages, "ns per hop, " + stages + " stages, buffers of 16"),
        new Case("many", "many", 64, 128, "ns per message, 64 senders and 64 receivers, buffer of 64"),
        new Case("select-1", "select", 1, 2, "ns per message, received by a select of 1 clause"),
        new Case("select-2", "select", 2, 2, "ns per message, received by a select of 2 clauses"),
        new Case("select-8", "select", 8, 2, "ns per message, received by a select of 8 clauses"),
        new Case("spawn", "spawn", 10_000, 10_000, "ns per task, started and joined in groups of 10000"),
        new Case("spawn-join", "spawn", 1, 1, "ns per task, started and joined one at a time"),
        new Case("skynet", "skynet", crowd, crowd, "ns per leaf, a tree of tasks with " + crowd + " leaves"),
        new Case("parked", "parked", crowd, crowd, "bytes of resident memory per parked task, " + crowd + " tasks"),
        new Case("timers", "timers", crowd, crowd, "ns of processor time per sleeper, " + crowd + " at once"),
        new Case("timeout", "timeout", 0, 2, "ns per hand-off, each receive with a time-out that does not come"),
        new Case("work-20", "work", 20, 2, "ns per message, 20 us of work before sending and after receiving, no buffer"),
        new Case("work-100", "work", 100, 2, "ns per message, 100 us of work before sending and after receiving, no buffer"),
        new Case("work-buffered-5", "work-buffered", 5, 2, "ns per message, 5 us of work on either side, buffer of 16"),
        new Case("work-buffered-20", "work-buffered", 20, 2, "ns per message, 20 us of work on either side, buffer of 16"),
        new Case("hog", "hog", 0, 4, "ns per hand-off beside one busy task for each worker"));
  }

  /// The cases that show how a cost grows with the number of tasks, from ten thousand to a million.
  public static List<Case> growth(boolean quick) {
    List<Case> grown = new ArrayList<>();
    for (Case one : full()) {
      if (List.of("chain", "spawn", "skynet", "parked", "timers").contains(one.name())) {
        for (int size = quick ? 1_000 : 10_000; size <= (quick ? 100_000 : MILLION); size *= 10) {
          grown.add(one.at(size));
        }
      }
    }
    return grown;
  }

  /// The cases with these names, or of these suites; all if there are no names.
  ///
  /// @throws UnknownNameException if a name is neither, naming what there is
  public static List<Case> pick(List<Case> cases, List<String> names) {
    if (names.isEmpty()) {
      return cases;
    }
    var picked = new LinkedHashSet<Case>();
    for (String name : names) {
      List<Case> called = cases.stream().filter(c -> c.isCalled(name)).toList();
      if (called.isEmpty()) {
        throw new UnknownNameException("suite", name, cases.stream().map(Case::suite).distinct().toList());
      }
      picked.addAll(called);
    }
    return cases.stream().filter(picked::contains).toList();
  }
}
