package dev.weft.testing;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/// Checks a structure against its sequential specification, in short scenarios of a few threads.
public final class Lincheck {
  /// Scenarios for each check: a few by default, because the threads have to meet for each of their many runs.
  private static final int SCENARIOS = Integer.getInteger("lincheck.iterations", 3);

  private Lincheck() {}

  /// The test of a structure that is small enough for both ways, and for more scenarios.
  public abstract static class BothWays {
    private final Class<?> structure;
    private final Class<?> specification;

    protected BothWays(Class<?> structure, Class<?> specification) {
      this.structure = structure;
      this.specification = specification;
    }

    @Test
    protected void underStress() {
      stress(structure, specification);
    }

    @Test
    protected void modelChecked() {
      pairs(new ModelCheckingOptions(), specification).iterations(3 * SCENARIOS).invocationsPerIteration(60).check(structure);
    }
  }

  /// On real threads.
  public static void stress(Class<?> structure, Class<?> specification) {
    pairs(new StressOptions(), specification).invocationsPerIteration(100).check(structure);
  }

  /// On interleavings that the checker chooses.
  public static void modelCheck(Class<?> structure, Class<?> specification) {
    pairs(new ModelCheckingOptions(), specification).invocationsPerIteration(60).check(structure);
  }

  /// On three real threads, each of which does less.
  public static void stressOfThree(Class<?> structure, Class<?> specification) {
    threes(new StressOptions(), specification).invocationsPerIteration(100).check(structure);
  }

  /// Three threads, on interleavings that the checker chooses.
  public static void modelCheckOfThree(Class<?> structure, Class<?> specification) {
    threes(new ModelCheckingOptions(), specification).iterations(3 * SCENARIOS).invocationsPerIteration(60).check(structure);
  }

  private static <O extends Options<O, ?>> O pairs(O options, Class<?> specification) {
    return bounded(options, specification).threads(2).actorsPerThread(3);
  }

  private static <O extends Options<O, ?>> O threes(O options, Class<?> specification) {
    return bounded(options, specification).threads(3).actorsPerThread(2);
  }

  private static <O extends Options<O, ?>> O bounded(O options, Class<?> specification) {
    return options.iterations(SCENARIOS).actorsBefore(2).actorsAfter(2).sequentialSpecification(specification);
  }
}
