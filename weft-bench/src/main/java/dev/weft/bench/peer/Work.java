package dev.weft.bench.peer;

/// What a task computes between two messages: it lasts for a given time by the clock, so that the measurement shows how much of it two
/// tasks do at the same time, not how fast the processor is.
public final class Work {
  private static final long MICROSECOND = 1_000;

  private Work() {}

  /// Keeps the caller's thread busy for as many microseconds as the suite's size says.
  public static void compute(Measure measure) {
    long end = System.nanoTime() + measure.size() * MICROSECOND;
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }
}
