package dev.weft.bench.peer;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process has used so far: memory and processor time.
public final class ProcessUse {
  private ProcessUse() {}

  /// Bytes of physical memory that the process holds now.
  public static long resident() throws IOException {
    return status("VmRSS:");
  }

  /// The most bytes of physical memory that the process has ever held.
  public static long peak() throws IOException {
    return status("VmHWM:");
  }

  /// User and system time of the whole process, garbage collector and compiler included, in nanoseconds.
  public static long processorNanos() {
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime();
  }

  private static long status(String key) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(key)) {
        return 1024 * Long.parseLong(line.substring(key.length()).replace("kB", "").strip());
      }
    }
    throw new IOException("/proc/self/status has no " + key);
  }
}
