package dev.weft.internal.observe;

import dev.weft.observe.FiberTable;
import dev.weft.observe.HeldCarrier;
import dev.weft.observe.RowGroup;
import dev.weft.schedule.SchedulerStats;
import dev.weft.schedule.SchedulerStats.CarrierStats;
import java.time.Duration;
import java.util.Locale;

/// The table of a program as text.
public final class TableText {
  private static final String COLUMNS = "  %-24s %12s %9s %9s %9s %7s %7s %13s%n";

  private TableText() {}

  /// Several lines, the last one ended.
  public static String of(FiberTable table) {
    var text = new StringBuilder();
    table.schedulers().forEach(scheduler -> print(scheduler, text));
    if (!table.held().isEmpty()) {
      text.append("\nheld carriers\n");
      for (HeldCarrier held : table.held()) {
        RowText.line("  ", held.toString(), text);
        RowText.frames(held.stack()).forEach(frame -> RowText.line("        ", "at " + frame, text));
      }
    }
    RowText.print(table.cycles(), text);
    int others = table.threads().stream().mapToInt(RowGroup::count).sum();
    int inCycles = table.cycles().stream().mapToInt(cycle -> cycle.members().size()).sum();
    text.append('\n').append(Words.count(inCycles + others, "fiber"));
    text.append(", virtual threads, and threads that wait for them");
    text.append(inCycles == 0 ? "" : "; " + inCycles + " of them above").append('\n');
    table.threads().forEach(group -> RowText.print(group, text));
    FailedScopes.print(table.failed(), text);
    table.hope().ifPresent(hope -> RowText.line("\n", "nothing runs; what could go on: " + hope, text));
    return text.toString();
  }

  private static void print(SchedulerStats stats, StringBuilder text) {
    text.append("scheduler ").append(stats.scheduler()).append(": ");
    text.append(Words.count(stats.forks() - stats.ends(), "fiber")).append(" alive of ").append(stats.forks());
    text.append(" forked, ").append(stats.queued()).append(" queued\n");
    if (stats.carriers().isEmpty()) {
      return;
    }
    text.append(
        String.format(
            Locale.ROOT, COLUMNS, "carrier", "turns", "steals", "parks", "handoffs", "queued", "timers", "longest turn"));
    for (CarrierStats carrier : stats.carriers()) {
      String longest = carrier.longestTurn().equals(Duration.ZERO) ? "-" : Words.duration(carrier.longestTurn());
      text.append(
          String.format(
              Locale.ROOT, COLUMNS, carrier.name(), carrier.runs(), carrier.steals(), carrier.parks(),
              carrier.handOffs(), carrier.queued(), carrier.timers(), longest));
    }
  }
}
