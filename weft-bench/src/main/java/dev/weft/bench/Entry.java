package dev.weft.bench;

import dev.weft.bench.system.BenchSystem;
import dev.weft.bench.system.Variant;

/// One column of a run: a system on one of its schedulers.
public record Entry(BenchSystem system, Variant variant) {

  /// `go:default` and the like, as `--peers` and `--against` take it.
  public String label() {
    return system.name() + ":" + variant.name();
  }

  /// Whether this entry can run a case at all.
  boolean offers(Case one) {
    return system.suites().contains(one.suite()) && one.tasks() <= variant.maxTasks();
  }
}
