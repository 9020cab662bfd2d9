package dev.weft.bench.peer;

import java.io.IOException;

/// Measures what parked tasks cost in memory.
public final class Memory {
  private static final int REHEARSALS = 10;
  private static final int REHEARSED = 20_000;

  /// What is to be measured.
  @FunctionalInterface
  public interface Parking {
    /// Parks as many tasks as the measure says, prints, and lets them go.
    void park(Measure measure, Memory memory) throws Exception;
  }

  /// The same with fewer tasks some times ([Measure#rehearsal]), then with all of them. What that has cost counts.
  public static void measure(Measure measure, Parking parking) throws Exception {
    Memory memory = before();
    for (int i = 0; i < REHEARSALS; i++) {
      parking.park(measure.rehearsal(Math.min(REHEARSED, measure.size())), memory);
    }
    parking.park(measure, memory);
  }

  private final long before;

  private Memory(long before) {
    this.before = before;
  }

  /// Notes what the process holds before the first task, rehearsals included.
  public static Memory before() throws IOException {
    collect();
    return new Memory(ProcessUse.resident());
  }

  /// Prints what the process holds more than before, for each task: after a garbage collection, and at its peak.
  public void printEach(Measure measure) throws IOException {
    collect();
    emit(measure, "", ProcessUse.resident());
    emit(measure, "peak", ProcessUse.peak());
  }

  private void emit(Measure measure, String metric, long bytes) {
    measure.emit(metric, "bytes", (double) (bytes - before) / measure.size());
  }

  // The benchmark is about what stays: each runtime is asked for its collection (Go: debug.FreeOSMemory).
  private static void collect() {
    System.gc();
    System.gc();
  }
}
