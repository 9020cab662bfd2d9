package dev.weft.bench.check;

import java.util.List;
import java.util.Locale;

/// The report as text: a line a case with a column a checker, and the totals below.
public final class CheckTable {
  private final List<String> checkers;
  private final int width;

  public CheckTable(List<String> checkers, List<CheckCase> cases) {
    this.checkers = List.copyOf(checkers);
    this.width = cases.stream().mapToInt(each -> each.label().length()).max().orElse(4);
  }

  public String heading() {
    StringBuilder line = new StringBuilder(pad("case", width)).append("  ").append(pad("truth", 5));
    for (String checker : checkers) {
      line.append("  ").append(pad(checker, 52));
    }
    return line.toString().stripTrailing();
  }

  /// Such as `Reorder-5  bug  found: assertion, schedule 8, 0.1 s, replays 3/3`.
  public String line(CheckRow row) {
    StringBuilder line = new StringBuilder(pad(row.one().label(), width));
    line.append("  ").append(pad(row.one().buggy() ? "bug" : "clean", 5));
    for (String checker : checkers) {
      line.append("  ").append(pad(cell(row.judgement(checker), row.finding(checker)), 52));
    }
    return line.toString().stripTrailing();
  }

  private static String cell(Judgement judgement, Finding finding) {
    StringBuilder cell = new StringBuilder(judgement.says());
    if (!finding.kinds().isEmpty()) {
      cell.append(": ").append(String.join(", ", finding.kinds()));
    }
    if (finding.untilFound() > 0) {
      cell.append(String.format(Locale.ROOT, ", #%,d", finding.untilFound()));
    } else if (finding.schedules() >= 0) {
      cell.append(String.format(Locale.ROOT, ", %,d%s", finding.schedules(), finding.complete() ? " (all)" : ""));
    }
    if (finding.verdict() == Finding.Verdict.CLEAN && Double.isFinite(finding.rate())) {
      cell.append(String.format(Locale.ROOT, ", %,.0f/s", finding.rate()));
    }
    cell.append(String.format(Locale.ROOT, ", %.1f s", finding.wall()));
    if (finding.replays() > 0) {
      cell.append(", replays ").append(finding.replayed()).append('/').append(finding.replays());
    }
    if (!finding.note().isEmpty()) {
      cell.append(" (").append(finding.note()).append(')');
    }
    return cell.toString();
  }

  public String totals(List<CheckSummary> summaries) {
    StringBuilder text = new StringBuilder();
    for (CheckSummary sum : summaries) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s: %d of %d bugs found, %d false reports on %d correct programs, %d cases failed, %.0f s in all%n",
              sum.checker(), sum.found(), sum.bugs(), sum.falseReports(), sum.correct(), sum.failed(), sum.wall()));
      if (sum.otherKind() > 0) {
        text.append(String.format("  of the found, %d under a kind that the index does not name%n", sum.otherKind()));
      }
      if (Double.isFinite(sum.untilFound())) {
        text.append(String.format(Locale.ROOT, "  median schedule that found it: %.0f%n", sum.untilFound()));
      }
      if (Double.isFinite(sum.rate())) {
        text.append(String.format(Locale.ROOT, "  median schedules a second: %,.0f%n", sum.rate()));
      }
      if (sum.replays() > 0) {
        text.append(String.format("  replays that failed in the same way: %d of %d%n", sum.replayed(), sum.replays()));
      }
    }
    return text.toString();
  }

  private static String pad(String text, int to) {
    return text.length() >= to ? text : text + " ".repeat(to - text.length());
  }
}
