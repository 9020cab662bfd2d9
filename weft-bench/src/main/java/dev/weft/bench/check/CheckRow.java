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
}
