package dev.weft.internal.observe;

import dev.weft.observe.HangReport;
import dev.weft.observe.ThreadRow;
import dev.weft.observe.WaitCycle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/// The report of a deadlock as text.
public final class HangText {
  private HangText() {}

  /// Several lines, the last one ended.
  public static String of(HangReport report) {
    var text = new StringBuilder("deadlock: ");
    text.append("everything is asleep and nothing can wake it: ").append(everybody(report.asleep())).append('\n');
    Set<ThreadRow> named = Collections.newSetFromMap(new IdentityHashMap<>());
    int number = 1;
    for (WaitCycle cycle : report.cycles()) {
      text.append("\ncycle ").append(number++).append(": ").append(cycle).append('\n');
      for (ThreadRow member : cycle.members()) {
        named.add(member);
        String site = member.forkedAt().isEmpty() ? "" : " (forked at " + member.forkedAt() + ")";
        text.append("  ").append(member.kind().word()).append(' ').append(member.name()).append(site).append('\n');
        Groups.describe(member, 1, text);
      }
    }
    List<ThreadRow> others = new ArrayList<>(report.asleep());
    others.removeIf(named::contains);
    if (!others.isEmpty()) {
      text.append(named.isEmpty() ? "\nasleep:\n" : "\nasleep too:\n");
      new Groups(others).print(text);
    }
    return text.toString();
  }

  /// Such as `3 fibers, 1 thread`.
  private static String everybody(List<ThreadRow> rows) {
    var kinds = new StringJoiner(", ");
    for (ThreadRow.Kind kind : Arrays.asList(ThreadRow.Kind.values())) {
      long count = rows.stream().filter(row -> row.kind() == kind).count();
      if (count > 0) {
        kinds.add(Words.count(count, kind.word()));
      }
    }
    return kinds.toString();
  }
}
