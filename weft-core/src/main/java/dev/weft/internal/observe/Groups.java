package dev.weft.internal.observe;

import dev.weft.WaitReason;
import dev.weft.observe.RowGroup;
import dev.weft.observe.ThreadRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Puts together what differs in nothing but names and numbers, one at a time: a million fibers need no million rows.
final class Groups {
  private static final int NAMES = 3;
  private static final Pattern NUMBERS = Pattern.compile("@[0-9a-f]+|[0-9]+");

  private final Map<Key, Group> groups = new LinkedHashMap<>();

  /// What must be the same: where it was forked, what it does, where it does so (if that is not said by what it waits for).
  record Key(
      ThreadRow.Kind kind,
      String forkedAt,
      ThreadRow.Status status,
      List<String> waits,
      Optional<StackTraceElement> at) {

    static Key of(
        ThreadRow.Kind kind, String forkedAt, ThreadRow.Status status, Wait wait, Optional<StackTraceElement> at) {
      return new Key(kind, forkedAt, status, wait.reasons().stream().map(Key::shape).toList(), at);
    }

    /// Without numbers: five workers that wait for five channels wait for the same.
    private static String shape(WaitReason reason) {
      return reason.action() + " " + NUMBERS.matcher(reason.resource()).replaceAll("#");
    }
  }

  private static final class Group {
    final ThreadRow first;
    final List<String> names = new ArrayList<>();
    int count;

    Group(ThreadRow first) {
      this.first = first;
    }
  }

  /// Adds one; its row is made only if it is the first of its group.
  void add(Key key, String name, Supplier<ThreadRow> row) {
    Group group = groups.computeIfAbsent(key, _ -> new Group(row.get()));
    group.count++;
    if (group.names.size() < NAMES) {
      group.names.add(name);
    }
  }

  /// The smallest groups first, so that what is rare is read first.
  List<RowGroup> list() {
    return groups.values().stream()
        .sorted(Comparator.comparingInt(group -> group.count))
        .map(group -> new RowGroup(group.first, group.count, group.names))
        .toList();
  }
}
