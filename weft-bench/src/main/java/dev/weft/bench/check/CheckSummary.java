package dev.weft.bench.check;

import java.util.Arrays;
import java.util.List;

/// The totals of one checker over all cases.
///
/// @param bugs cases that have a bug
/// @param found how many of them were found, of whatever kind
/// @param otherKind how many of the found were given only kinds that the index does not name
/// @param correct cases that are correct
/// @param falseReports how many of them were reported as bugs
/// @param failed cases on which the checker said nothing
/// @param replays replays tried
/// @param replayed replays that failed in the same way
/// @param counts cases whose inequivalent executions were counted
/// @param counted how many of them came to the number in the index
/// @param untilFound the median number of the first failing schedule, or NaN
/// @param rate the median of schedules a second over cases in which none failed, or NaN
/// @param wall seconds for all cases
public record CheckSummary(
    String checker,
    int bugs,
    int found,
    int otherKind,
    int correct,
    int falseReports,
    int failed,
    int replays,
    int replayed,
    int counts,
    int counted,
    double untilFound,
    double rate,
    double wall) {

  public static CheckSummary of(String checker, List<CheckRow> rows) {
    int otherKind = count(rows, checker, Judgement.OTHER_KIND);
    List<Finding> findings = rows.stream().map(row -> row.finding(checker)).toList();
    return new CheckSummary(
        checker,
        (int) rows.stream().filter(row -> row.one().buggy()).count(),
        count(rows, checker, Judgement.FOUND) + otherKind,
        otherKind,
        (int) rows.stream().filter(row -> !row.one().buggy()).count(),
        count(rows, checker, Judgement.FALSE_REPORT),
        count(rows, checker, Judgement.FAILED),
        findings.stream().mapToInt(Finding::replays).sum(),
        findings.stream().mapToInt(Finding::replayed).sum(),
        (int) rows.stream().filter(row -> row.isCounted(checker)).count(),
        (int) rows.stream().filter(row -> row.isCountedRight(checker)).count(),
        median(findings.stream().mapToDouble(Finding::untilFound).filter(n -> n > 0).toArray()),
        median(
            findings.stream()
                .filter(finding -> finding.verdict() == Finding.Verdict.CLEAN)
                .mapToDouble(Finding::rate)
                .filter(Double::isFinite)
                .toArray()),
        findings.stream().mapToDouble(Finding::wall).sum());
  }

  private static int count(List<CheckRow> rows, String checker, Judgement judgement) {
    return (int) rows.stream().filter(row -> row.judgement(checker) == judgement).count();
  }

  static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
