package dev.weft.check.engine.explore;

import dev.weft.check.engine.report.Bug;
import dev.weft.check.engine.report.ReplayFile;
import dev.weft.check.engine.report.Summary;
import dev.weft.check.engine.runtime.Control;
import dev.weft.check.engine.runtime.RaceLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Follows a recorded schedule, as often as asked for, and says how many times it went exactly as recorded: the same events in
/// the same order, and the same failure at the end.
final class Replayer {
  /// What only the failing path loads and caches was warm when the schedule was recorded: so often it may be run first.
  private static final int WARM_REPLAYS = 2;

  private final Request request;
  private final BugMaker maker;

  Replayer(Request request, BugMaker maker) {
    this.request = request;
    this.maker = maker;
  }

  /// @throws IOException if there is no such replay file
  Summary replay() throws IOException {
    long start = System.nanoTime();
    ReplayFile file = ReplayFile.read(Path.of(request.replay()));
    maker.warmUp(file.schedule().seed());
    Control.Result result = maker.replay(file.schedule(), null);
    for (int i = 0; i < WARM_REPLAYS && result.hash() != file.hash(); i++) {
      result = maker.replay(file.schedule(), null);
    }
    List<RaceLog.Race> races = Control.races().fresh();
    long times = Math.max(1, request.repeat());
    long exact = result.hash() == file.hash() ? 1 : 0;
    String failure = failure(result);
    for (long i = 1; i < times; i++) {
      Control.Result again = maker.replay(file.schedule(), null);
      exact += again.hash() == file.hash() && failure(again).equals(failure) ? 1 : 0;
    }
    boolean fails = result.failure() != null || !races.isEmpty();
    Explorer.Found found = new Explorer.Found(result, races, file.schedule(), "replay", 1);
    List<Bug> bugs = fails ? List.of(maker.record(found, file.schedule(), exact == times)) : List.of();
    return new Summary(bugs, List.of(), times, 1, false, (System.nanoTime() - start) / 1e9, "replay", file.schedule().seed(),
        "one schedule", List.of(note(file, times, exact)), request.command(), null, exact);
  }

  private static String failure(Control.Result result) {
    return BugMaker.signature(result.failure(), Control.races().fresh()).toString();
  }

  private static String note(ReplayFile file, long times, long exact) {
    if (exact == times) {
      return times == 1 ? "the replay went exactly as recorded" : "all " + times + " replays went exactly as recorded";
    }
    if (exact > 0) {
      return exact + " of " + times + " replays went exactly as recorded: the program depends on something that is not controlled";
    }
    return (times == 1 ? "the replay" : "all " + times + " replays") + " went differently than recorded: the program, its input "
        + "or the JDK has changed since (recorded with " + file.java() + ")";
  }
}
