package dev.weft.bench.peer;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// Measures what parked tasks cost in memory.
public final class Memory {
  private static final String LEAST_FREE = "MinHeapFreeRatio";
  private static final String MOST_FREE = "MaxHeapFreeRatio";

  /// So many looks without a change.
  private static final int SETTLED = 10;

  private static final Duration LOOK = Duration.ofMillis(100);
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
  public static Memory before() throws IOException, InterruptedException {
    collect();
    return new Memory(ProcessUse.resident());
  }

  /// Prints what the process holds more than before, for each task: after a garbage collection, and at its peak.
  public void printEach(Measure measure) throws IOException, InterruptedException {
    if (measure.isRehearsal()) {
      return;
    }
    collect();
    emit(measure, "", ProcessUse.resident());
    emit(measure, "peak", ProcessUse.peak());
  }

  private void emit(Measure measure, String metric, long bytes) {
    measure.emit(metric, "bytes", (double) (bytes - before) / measure.size());
  }

  /// The benchmark is about what stays: each runtime is asked to collect, and to give back to the system what it does not need (Go:
  /// `debug.FreeOSMemory`). HotSpot does the latter afterwards, little by little.
  private static void collect() throws IOException, InterruptedException {
    var vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    String least = vm.getVMOption(LEAST_FREE).getValue();
    String most = vm.getVMOption(MOST_FREE).getValue();
    vm.setVMOption(LEAST_FREE, "0");
    vm.setVMOption(MOST_FREE, "5");
    System.gc();
    System.gc();
    awaitGivenBack();
    vm.setVMOption(MOST_FREE, most);
    vm.setVMOption(LEAST_FREE, least);
  }

  private static void awaitGivenBack() throws IOException, InterruptedException {
    long least = Long.MAX_VALUE;
    for (int unchanged = 0; unchanged < SETTLED; unchanged++) {
      long now = ProcessUse.resident();
      if (now < least) {
        least = now;
        unchanged = 0;
      }
      Thread.sleep(LOOK);
    }
  }
}
