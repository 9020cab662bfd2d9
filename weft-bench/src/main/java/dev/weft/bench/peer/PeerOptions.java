package dev.weft.bench.peer;

import java.time.Duration;

/// The arguments of a peer process: `suite=ping-pong workers=2 size=0 warmup=500 run=300 samples=3 variant=default`.
///
/// @param suite what to run
/// @param variant which scheduler or dispatcher of the system to run it on
/// @param workers threads that run tasks; the machine's cores, or 1
/// @param size the suite's size: stages, clauses, capacity, tasks
/// @param warmup how long to run before the first measurement (milliseconds on the command line)
/// @param run how long one measurement should take (milliseconds on the command line)
/// @param samples how many measurements to make
public record PeerOptions(
    String suite, String variant, int workers, int size, Duration warmup, Duration run, int samples) {

  /// Reads the arguments; what is not given has a default.
  ///
  /// @throws IllegalArgumentException for an unknown key or a value that is no number, naming it
  public static PeerOptions parse(String... args) {
    String suite = "";
    String variant = "default";
    int workers = Runtime.getRuntime().availableProcessors();
    int size = 0;
    int warmup = 500;
    int run = 300;
    int samples = 3;
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(arg + " is not key=value");
      }
      String value = arg.substring(equals + 1);
      switch (arg.substring(0, equals)) {
        case "suite" -> suite = value;
        case "variant" -> variant = value;
        case "workers" -> workers = number(arg, value);
        case "size" -> size = number(arg, value);
        case "warmup" -> warmup = number(arg, value);
        case "run" -> run = number(arg, value);
        case "samples" -> samples = number(arg, value);
        default -> throw new IllegalArgumentException("unknown argument " + arg);
      }
    }
    return new PeerOptions(
        suite, variant, workers, size, Duration.ofMillis(warmup), Duration.ofMillis(run), samples);
  }

  private static int number(String arg, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(arg + " is not key=number", e);
    }
  }
}
