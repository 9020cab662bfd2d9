package dev.weft.bench.report;

import dev.weft.bench.Result;
import java.util.List;
import java.util.Optional;

/// What others are compared with: one variant of one system.
///
/// @param label `go:default`, or just `go` for its first variant in the results
public record Ratios(String label) {

  /// The result of the same suite that others are compared with, if it is there and was not starved.
  public Optional<Result> base(List<Result> ofSuite) {
    return ofSuite.stream()
        .filter(r -> r.label().equals(label) || r.system().equals(label))
        .findFirst()
        .filter(r -> !r.starved());
  }

  /// How many times the base's median a result's median is: below 1 is better than the base.
  public Optional<Double> of(Result result, List<Result> ofSuite) {
    return base(ofSuite).filter(_ -> !result.starved()).map(base -> result.median() / base.median());
  }
}
