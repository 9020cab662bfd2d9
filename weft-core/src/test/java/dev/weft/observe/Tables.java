package dev.weft.observe;

import static dev.weft.testing.Eventually.until;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Looks into tables, for tests.
final class Tables {
  private Tables() {}

  /// The first table in which it is so: who has just begun to wait may not be parked yet, and then cannot be asked what for.
  static FiberTable tableIn(String what, Predicate<FiberTable> condition) {
    var last = new AtomicReference<FiberTable>();
    until(what, () -> {
      FiberTable table = FiberTable.take();
      last.set(table);
      return condition.test(table);
    });
    return last.get();
  }

  /// The first table in which each of them waits, and has said what for.
  static FiberTable tableInWhich(String... allWait) {
    return tableIn("wait: " + List.of(allWait), table -> Stream.of(allWait).allMatch(name -> waits(table, name)));
  }

  static boolean waits(FiberTable table, String name) {
    return table.threads().stream()
        .filter(group -> group.names().contains(name))
        .map(RowGroup::first)
        .anyMatch(row -> row.status() == ThreadRow.Status.WAITING && !row.waits().isEmpty());
  }

  static RowGroup groupOf(FiberTable table, String name) {
    return table.threads().stream().filter(group -> group.names().contains(name)).findFirst().orElseThrow();
  }
}
