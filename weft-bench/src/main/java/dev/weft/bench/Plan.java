package dev.weft.bench;

import java.time.Duration;
import java.util.List;

/// What a run does: which cases, on which entries, how often and how long.
///
/// @param rounds how often each entry runs each case; a new process each time
/// @param warmup how long a process runs before its first measurement
/// @param run how long one measurement takes, about
/// @param samples how many measurements one process makes
/// @param limit how long a process may take before it counts as hung
public record Plan(
    List<Case> cases, int rounds, Duration warmup, Duration run, int samples, Duration limit) {

  public static Plan full(List<Case> cases, int rounds) {
    return new Plan(cases, rounds, Duration.ofMillis(600), Duration.ofMillis(300), 2, Duration.ofSeconds(60));
  }

  /// As [#full], with time for a million tasks, which in some systems take a minute for one measurement.
  public static Plan growth(List<Case> cases, int rounds) {
    Plan full = full(cases, rounds);
    return new Plan(cases, rounds, full.warmup, full.run, full.samples, Duration.ofMinutes(5));
  }

  public static Plan quick(List<Case> cases, int rounds) {
    return new Plan(cases, rounds, Duration.ofMillis(200), Duration.ofMillis(100), 1, Duration.ofMinutes(2));
  }

  /// The arguments that say to a peer what to measure.
  List<String> arguments(Case one, Entry entry) {
    return List.of(
        "suite=" + one.suite(),
        "size=" + one.size(),
        "variant=" + entry.variant().name(),
        "workers=" + entry.variant().workers(),
        "warmup=" + warmup.toMillis(),
        "run=" + run.toMillis(),
        "samples=" + samples);
  }
}
