package dev.weft.bench.peer;

import java.util.Map;

/// The main method of every peer on the JVM: picks the suite, runs it, and ends the process with everything in it.
public final class PeerMain {
  private PeerMain() {}

  /// Runs the suite that the arguments name and exits with 0, or with 2 if there is none such, or 1 if it failed.
  public static void run(String[] args, Map<String, Suite> suites) {
    PeerOptions options;
    try {
      options = PeerOptions.parse(args);
    } catch (IllegalArgumentException e) {
      throw quit(2, "peer: " + e.getMessage());
    }
    Suite suite = suites.get(options.suite());
    if (suite == null) {
      throw quit(2, "peer: no suite \"" + options.suite() + "\" here");
    }
    System.setProperty("jdk.virtualThreadScheduler.parallelism", Integer.toString(options.workers()));
    try {
      suite.run(new Measure(options, System.out));
    } catch (Exception e) {
      throw quit(1, "peer: " + options.suite() + " failed: " + e);
    }
    System.exit(0);
  }

  private static IllegalStateException quit(int code, String message) {
    System.err.println(message);
    System.exit(code);
    return new IllegalStateException(message);
  }
}
