package dev.weft.bench.check;

import java.util.Map;

/// One case and what each checker said of it, in the order of the columns.
public record CheckRow(CheckCase one, Map<String, Finding> findings) {
  /// @throws IllegalArgumentException if that checker was not asked
  public Finding finding(String checker) {
    Finding finding = findings.get(checker);
    if (finding == null) {
      throw new IllegalArgumentException("no finding of " + checker + " for " + one.label());
    }
    return finding;
  }

  public Judgement judgement(String checker) {
    return Judgement.of(one, finding(checker));
  }

  /// True if the index says how many inequivalent executions there are, and the checker was asked to count them.
  public boolean isCounted(String checker) {
    return one.executions() > 0 && finding(checker).executions() >= 0;
  }

  public boolean isCountedRight(String checker) {
    return isCounted(checker) && finding(checker).executions() == one.executions();
  }

  /// True if nothing is wrong with what the checker said: the verdict, the replays, the count.
  public boolean isPerfect(String checker) {
    Finding finding = finding(checker);
    return judgement(checker).good() && finding.replayed() == finding.replays()
        && isCounted(checker) == isCountedRight(checker);
  }
}
