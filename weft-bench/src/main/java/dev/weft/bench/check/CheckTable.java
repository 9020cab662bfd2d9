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
      line.append("  ").append(pad(cell(row, checker), 52));
    }
    return line.toString().stripTrailing();
  }

  private static String cell(CheckRow row, String checker) {
    Finding finding = row.finding(checker);
    StringBuilder cell = new StringBuilder(row.judgement(checker).says());
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
    if (row.isCounted(checker)) {
      cell.append(", executions ").append(finding.executions());
      cell.append(row.isCountedRight(checker) ? "" : ", NOT " + row.one().executions());
    }
    if (!finding.note().isEmpty()) {
      cell.append(" (").append(finding.note()).append(')');
    }
    return cell.toString();
  }

  /// A line a checker, and under it what is no number.
  public String totals(List<CheckSummary> summaries) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            "%-14s  %5s  %10s  %15s  %6s  %11s  %13s  %11s  %10s  %6s%n",
            "checker", "cases", "bugs found", "found at (med.)", "wall s", "schedules/s", "false reports", "replays",
            "executions", "failed"));
    for (CheckSummary sum : summaries) {
      text.append(
          String.format(
              Locale.ROOT, "%-14s  %5d  %10s  %15s  %6.0f  %11s  %13s  %11s  %10s  %6d%n",
              sum.checker(), sum.bugs() + sum.correct(), of(sum.found(), sum.bugs()), number(sum.untilFound()), sum.wall(),
              number(sum.rate()), of(sum.falseReports(), sum.correct()), of(sum.replayed(), sum.replays()),
              of(sum.counted(), sum.counts()), sum.failed()));
    }
    for (CheckSummary sum : summaries) {
      if (sum.otherKind() > 0) {
        text.append(
            String.format("%s: %d of the found under a kind that the index does not name%n", sum.checker(), sum.otherKind()));
      }
    }
    return text.toString();
  }

  private static String of(int part, int all) {
    return all == 0 ? "-" : part + "/" + all;
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.0f", value) : "-";
  }

  private static String pad(String text, int to) {
    return text.length() >= to ? text : text + " ".repeat(to - text.length());
  }
}
