package dev.weft.check.engine.explore;

import dev.weft.check.engine.runtime.Control;
import dev.weft.check.engine.runtime.RaceLog;
import dev.weft.check.engine.strategy.Schedule;
import java.util.List;

/// A schedule worth reporting, not yet shrunk.
///
/// @param races  that no earlier schedule had
/// @param number which schedule it was, counted from 1
record Found(Control.Result result, List<RaceLog.Race> races, Schedule schedule, String strategy, long number) {}
