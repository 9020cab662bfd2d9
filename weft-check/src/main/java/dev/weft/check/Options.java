package dev.weft.check;

import dev.weft.check.launch.Choices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How to explore: what the options of `weft check` say on the command line. Immutable; start from [#standard].
///
/// @param schedules    at most so many, 0 for no limit
/// @param time         at most so long
/// @param strategy     auto, random, pct, pos, surw or dpor
/// @param seed         every choice is made from it
/// @param keepGoing    use up the whole budget and find every distinct bug
/// @param backend      what threads run on: auto, continuations or platform
/// @param isolation    how schedules are kept apart: auto, statics, loader or jvm
/// @param racesAllowed classes that race on purpose, by prefixes of their names: what races there is interleaved, but not reported
/// @param jvmOptions   for the JVM that runs the program
/// @param directory    where replay files are written, and where the program runs
/// @param name         of the replay files, without ending
/// @param reports      files to be written when the exploration ends; the ending says what: `.html`, `.json` or `.sarif`
public record Options(long schedules, Duration time, String strategy, long seed, boolean keepGoing, String backend, String isolation,
    List<String> racesAllowed, List<String> jvmOptions, Path directory, String name, List<Path> reports) {
  /// @throws IllegalArgumentException for a negative budget, a name that is none or an ending that is none; the message says which there are
  public Options {
    if (schedules < 0 || time.isNegative()) {
      throw new IllegalArgumentException("a budget must not be negative: " + schedules + " schedules, " + time);
    }
    Choices.strategy(strategy);
    Choices.backend(backend);
    Choices.isolation(isolation);
    reports.forEach(Choices::format);
    racesAllowed = List.copyOf(racesAllowed);
    jvmOptions = List.copyOf(jvmOptions);
    reports = List.copyOf(reports);
  }

  /// Ten seconds of the portfolio, until the first bug, replay files `check-1.weft` in the current directory.
  public static Options standard() {
    return new Options(0, Duration.ofSeconds(10), "auto", 1, false, "auto", "auto", List.of(), List.of(), Path.of(""), "check",
        List.of());
  }

  public Options withSchedules(long most) {
    return new Options(most, time, strategy, seed, keepGoing, backend, isolation, racesAllowed, jvmOptions, directory, name, reports);
  }

  public Options withTime(Duration most) {
    return new Options(schedules, most, strategy, seed, keepGoing, backend, isolation, racesAllowed, jvmOptions, directory, name, reports);
  }

  public Options withStrategy(String which) {
    return new Options(schedules, time, which, seed, keepGoing, backend, isolation, racesAllowed, jvmOptions, directory, name, reports);
  }

  public Options withSeed(long value) {
    return new Options(schedules, time, strategy, value, keepGoing, backend, isolation, racesAllowed, jvmOptions, directory, name, reports);
  }

  public Options withKeepGoing(boolean value) {
    return new Options(schedules, time, strategy, seed, value, backend, isolation, racesAllowed, jvmOptions, directory, name, reports);
  }

  public Options withBackend(String which) {
    return new Options(schedules, time, strategy, seed, keepGoing, which, isolation, racesAllowed, jvmOptions, directory, name, reports);
  }

  public Options withIsolation(String which) {
    return new Options(schedules, time, strategy, seed, keepGoing, backend, which, racesAllowed, jvmOptions, directory, name, reports);
  }

  public Options withRacesAllowed(List<String> prefixes) {
    return new Options(schedules, time, strategy, seed, keepGoing, backend, isolation, prefixes, jvmOptions, directory, name, reports);
  }

  public Options withJvmOptions(List<String> options) {
    return new Options(schedules, time, strategy, seed, keepGoing, backend, isolation, racesAllowed, options, directory, name, reports);
  }

  public Options withDirectory(Path where) {
    return new Options(schedules, time, strategy, seed, keepGoing, backend, isolation, racesAllowed, jvmOptions, where, name, reports);
  }

  public Options withName(String value) {
    return new Options(schedules, time, strategy, seed, keepGoing, backend, isolation, racesAllowed, jvmOptions, directory, value, reports);
  }

  public Options withReports(List<Path> files) {
    return new Options(schedules, time, strategy, seed, keepGoing, backend, isolation, racesAllowed, jvmOptions, directory, name, files);
  }
}
