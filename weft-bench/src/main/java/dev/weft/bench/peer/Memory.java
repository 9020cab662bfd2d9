package dev.weft.bench.peer;

import java.io.IOException;

/// Measures what parked tasks cost in memory.
public final class Memory {
  private final Measure measure;
  private final long before;

  private Memory(Measure measure, long before) {
    this.measure = measure;
    this.before = before;
  }

  /// Notes what the process holds before the first task.
  public static Memory before(Measure measure) throws IOException {
    collect();
    return new Memory(measure, ProcessUse.resident());
  }

  /// Prints what the process holds more than before, for each task: after a garbage collection, and at its peak.
  public void printEach() throws IOException {
    collect();
    emit("", ProcessUse.resident());
    emit("peak", ProcessUse.peak());
  }

  private void emit(String metric, long bytes) {
    measure.emit(metric, "bytes", (double) (bytes - before) / measure.size());
  }

  // The benchmark is about what stays: each runtime is asked for its collection (Go: debug.FreeOSMemory).
  private static void collect() {
    System.gc();
    System.gc();
  }
}
