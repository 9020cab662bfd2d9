package dev.weft.internal.observe;

import dev.weft.observe.HangReport;
import dev.weft.observe.RowGroup;
import dev.weft.observe.ThreadRow;
import java.util.StringJoiner;

/// The report of a deadlock as text.
public final class HangText {
  private HangText() {}

  /// Several lines, the last one ended.
  public static String of(HangReport report) {
    var text = new StringBuilder("deadlock: ");
    text.append("everything is asleep and nothing can wake it: ").append(everybody(report)).append('\n');
    RowText.print(report.cycles(), text);
    if (!report.asleep().isEmpty()) {
      text.append(report.cycles().isEmpty() ? "\nasleep:\n" : "\nasleep too:\n");
      report.asleep().forEach(group -> RowText.print(group, text));
    }
    FailedScopes.print(report.failed(), text);
    return text.toString();
  }

  /// Such as `3 fibers, 1 thread`.
  private static String everybody(HangReport report) {
    var kinds = new StringJoiner(", ");
    for (ThreadRow.Kind kind : ThreadRow.Kind.values()) {
      long inCycles = report.cycles().stream().flatMap(c -> c.members().stream()).filter(r -> r.kind() == kind).count();
      int others = report.asleep().stream().filter(g -> g.first().kind() == kind).mapToInt(RowGroup::count).sum();
      if (inCycles + others > 0) {
        kinds.add(Words.count(inCycles + others, kind.word()));
      }
    }
    return kinds.toString();
  }
}
