package dev.weft.cli.run;

import dev.weft.cli.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

/// Asks the JVM whether it takes the options that the user has for it, before this process becomes that JVM and nobody is left who could
/// tell a mistake in them from a failure of the program.
///
/// A JVM reads its options in order, those of the variable `_JAVA_OPTIONS` last. There it is given one that it always refuses: so it never
/// starts, whatever the others say, and it complains about the first mistake among the others, or else about that one.
final class JvmOptions {
  private static final String REFUSED = "ThreadStackSize=weft";
  private static final String LAST = "_JAVA_OPTIONS";

  /// A log is begun, and the one before it replaced, when its option is read.
  private static final String LOG = "-Xlog";

  private static final long PATIENCE_SECONDS = 10;

  private JvmOptions() {}

  /// @throws UsageException if the JVM refuses one of the options, with its own words
  static void check(LaunchPlan plan, List<String> options) throws UsageException, IOException {
    ProcessBuilder builder = new ProcessBuilder(plan.command().getFirst()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    boolean asks = !options.isEmpty();
    for (Map.Entry<String, String> variable : plan.setAside().entrySet()) {
      String aside = environment.remove(variable.getKey());
      String value = aside == null ? environment.get(variable.getValue()) : aside;
      if (value != null) {
        asks = true;
        environment.put(variable.getValue(), value);
        if (mayLog(value)) {
          return;
        }
      }
    }
    for (String option : options) {
      if (!option.startsWith(LOG)) {
        builder.command().add(option);
        if (mayLog(option)) {
          return;
        }
      }
    }
    if (asks) {
      String own = environment.get(LAST);
      environment.put(LAST, (own == null ? "" : own + " ") + "-XX:" + REFUSED);
      refuseIfItComplains(builder.start());
    }
  }

  /// Whether such an option may be in it, or in a file of options that it names.
  private static boolean mayLog(String text) {
    return text.contains(LOG) || text.contains("-XX:VMOptionsFile") || text.startsWith("@") || text.contains(" @");
  }

  private static void refuseIfItComplains(Process jvm) throws UsageException, IOException {
    jvm.getOutputStream().close();
    try {
      if (!jvm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        jvm.destroyForcibly();
        return;
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the command", e);
    }
    StringJoiner complaint = new StringJoiner("; ");
    try (BufferedReader lines = jvm.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("Picked up ") || line.startsWith("NOTE: ") || line.contains(" warning: ")) {
          continue;
        }
        if (line.contains(REFUSED)) {
          return;
        }
        if (!line.equals("Error: Could not create the Java Virtual Machine.") && !line.startsWith("Error: A fatal exception")) {
          complaint.add(line);
        }
      }
    }
    if (jvm.exitValue() != 0 && complaint.length() > 0) {
      throw new UsageException("the JVM does not start with these options: " + complaint);
    }
  }
}
