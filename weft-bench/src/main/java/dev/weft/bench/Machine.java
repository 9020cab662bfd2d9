package dev.weft.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where and how numbers were measured: without it they mean nothing.
///
/// @param facts name and value (a number, a string, a boolean or a map of those), in the order to show them in
public record Machine(Map<String, Object> facts) {

  /// This machine, now, with the versions of the systems and the command that was given.
  public static Machine now(List<String> command, boolean quick, Map<String, String> versions) {
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    facts.put("cpu", cpu());
    facts.put("memoryBytes", system.getTotalMemorySize());
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("architecture", System.getProperty("os.arch"));
    facts.put("jdk", System.getProperty("java.runtime.version"));
    facts.put("loadAverage", system.getSystemLoadAverage());
    facts.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    facts.put("command", "weft bench " + String.join(" ", command));
    facts.put("quick", quick);
    facts.put("versions", versions);
    return new Machine(facts);
  }

  /// One line for people.
  public String summary() {
    return facts.get("cores") + " cores (" + facts.get("cpu") + "), " + facts.get("os") + ", JDK " + facts.get("jdk")
        + ", load " + facts.get("loadAverage");
  }

  private static String cpu() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
        if (line.startsWith("model name")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException e) {
      return "unknown";
    }
    return "unknown";
  }
}
