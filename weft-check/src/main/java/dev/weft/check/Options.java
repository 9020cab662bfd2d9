package dev.weft.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How to explore. Immutable; start from [#standard].
///
/// @param schedules  at most so many, 0 for no limit
/// @param time       at most so long
/// @param strategy   auto, random, pct, pos, surw or dpor
/// @param seed       every choice is made from it
/// @param keepGoing  use up the whole budget and find every distinct bug
/// @param jvmOptions for the JVM that runs the program
/// @param directory  where replay files are written, and where the program runs
/// @param name       of the replay files, without ending
public record Options(long schedules, Duration time, String strategy, long seed, boolean keepGoing, List<String> jvmOptions,
    Path directory, String name) {
  public Options {
    if (schedules < 0 || time.isNegative()) {
      throw new IllegalArgumentException("a budget must not be negative: " + schedules + " schedules, " + time);
    }
    jvmOptions = List.copyOf(jvmOptions);
  }

  /// Ten seconds of the portfolio, until the first bug, replay files `check-1.weft` in the current directory.
  public static Options standard() {
    return new Options(0, Duration.ofSeconds(10), "auto", 1, false, List.of(), Path.of(""), "check");
  }

  public Options withSchedules(long most) {
    return new Options(most, time, strategy, seed, keepGoing, jvmOptions, directory, name);
  }

  public Options withTime(Duration most) {
    return new Options(schedules, most, strategy, seed, keepGoing, jvmOptions, directory, name);
  }

  public Options withStrategy(String which) {
    return new Options(schedules, time, which, seed, keepGoing, jvmOptions, directory, name);
  }

  public Options withSeed(long value) {
    return new Options(schedules, time, strategy, value, keepGoing, jvmOptions, directory, name);
  }

  public Options withKeepGoing(boolean value) {
    return new Options(schedules, time, strategy, seed, value, jvmOptions, directory, name);
  }

  public Options withJvmOptions(List<String> options) {
    return new Options(schedules, time, strategy, seed, keepGoing, options, directory, name);
  }

  public Options withDirectory(Path where) {
    return new Options(schedules, time, strategy, seed, keepGoing, jvmOptions, where, name);
  }

  public Options withName(String value) {
    return new Options(schedules, time, strategy, seed, keepGoing, jvmOptions, directory, value);
  }
}
