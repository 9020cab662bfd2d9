package dev.weft.bench.check;

import dev.weft.bench.system.MissingToolchainException;
import java.time.Duration;
import java.util.List;

/// A tool that looks for concurrency bugs in an ordinary program.
public interface Checker {
  /// The name of the column.
  String name();

  /// Makes ready what all cases need, such as compiled classes.
  void prepare(List<CheckCase> cases) throws MissingToolchainException, InterruptedException;

  /// Gives the tool one case and so much time for exploring.
  Finding check(CheckCase one, Duration budget) throws InterruptedException;
}
