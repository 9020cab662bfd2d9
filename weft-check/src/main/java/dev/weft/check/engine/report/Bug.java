package dev.weft.check.engine.report;

import dev.weft.check.engine.runtime.Failure;
import dev.weft.check.engine.runtime.RaceLog;
import dev.weft.check.engine.runtime.Trace;
import dev.weft.check.engine.strategy.Schedule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One bug, with the schedule that shows it.
///
/// @param failure  what ended the schedule, or null if it is a data race only
/// @param races    the data races of the schedule
/// @param schedule shrunk
/// @param before   switches between threads before shrinking
/// @param number   which schedule found it, counted from 1
/// @param trace    of the shrunk schedule
/// @param output   what the program printed in it
/// @param replay   the replay file
/// @param repeats  true if the schedule failed in the same way each time it was replayed
public record Bug(@Nullable Failure failure, List<RaceLog.Race> races, Schedule schedule, int before, long number,
    String strategy, long hash, long events, Trace trace, String output, String replay, boolean repeats) {

  public Failure.Kind kind() {
    Failure what = failure;
    return what == null ? Failure.Kind.DATA_RACE : what.kind();
  }

  public String headline() {
    Failure what = failure;
    if (what != null) {
      return what.headline();
    }
    RaceLog.Race race = races.getFirst();
    return "data race on " + race.variable();
  }

  /// How often the shrunk schedule goes from one thread to another.
  int switches() {
    return Math.max(0, schedule.length() - 1);
  }

  /// The same in words.
  String inSwitches() {
    return switches() == 1 ? "1 switch" : switches() + " switches";
  }
}
