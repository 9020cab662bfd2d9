package dev.weft.check.engine.explore;

import dev.weft.check.engine.report.Bug;
import dev.weft.check.engine.report.ReplayFile;
import dev.weft.check.engine.report.Summary;
import dev.weft.check.engine.runtime.Control;
import dev.weft.check.engine.runtime.Failure;
import dev.weft.check.engine.runtime.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Runs the schedule of a replay file, as often as asked for, and says how many times it went exactly as recorded.
final class Replaying {
  private static final int WARM_REPLAYS = 2;

  private final Request request;
  private final Isolation isolation;
  private final BugMaker maker;
  private final Output output;

  Replaying(Request request, Isolation isolation, BugMaker maker, Output output) {
    this.request = request;
    this.isolation = isolation;
    this.maker = maker;
    this.output = output;
  }

  Summary run() throws IOException {
    long start = System.nanoTime();
    ReplayFile file = ReplayFile.read(Path.of(request.replay()));
    if (file.kind().equals(Failure.Kind.LEAK.label())) {
      Control.leakIsKnown();
    }
    Plan plan = request.plan();
    boolean once = !plan.watched() || plan.isolation() == Plan.Isolation.JVM;
    if (once) {
      Control.beginsLast(); // a debugger would stop at what ends the threads that are left
    } else {
      maker.warmUp(file.schedule().seed());
    }
    output.keep();
    Trace trace = new Trace();
    Control.Result result = maker.replay(file.schedule(), true, trace);
    for (int i = 0; !once && i < WARM_REPLAYS && result.hash() != file.hash(); i++) {
      // What only the failing path loads and caches was warm when the schedule was recorded.
      result = maker.replay(file.schedule(), true, null);
    }
    String printed = output.stopKeeping();
    Found found = new Found(result, Control.races().fresh(), file.schedule(), "replay", 1);
    boolean fails = result.failure() != null || !found.races().isEmpty();
    long times = once ? 1 : Math.max(1, request.repeat());
    long exact = (result.hash() == file.hash() ? 1 : 0) + repeat(file, times - 1, BugMaker.signature(result.failure(), found.races()));
    List<String> notes = new ArrayList<>(plan.notes());
    notes.add(note(file, times, exact));
    List<Bug> bugs = !fails ? List.of()
        : List.of(once ? maker.recordOnce(found, trace, printed) : maker.record(found, file.schedule(), true, exact == times));
    return new Summary(bugs, List.of(), times, 1, false, (System.nanoTime() - start) / 1e9, "replay", file.schedule().seed(),
        isolation.describe(), notes, request.command(), null, exact);
  }

  /// How many of so many more replays go exactly as recorded: the same events in the same order, and the same failure at the end.
  private long repeat(ReplayFile file, long times, Set<String> failure) {
    long exact = 0;
    for (long i = 0; i < times; i++) {
      Control.Result again = maker.replay(file.schedule(), true, null);
      Set<String> seen = BugMaker.signature(again.failure(), Control.races().fresh());
      exact += again.hash() == file.hash() && seen.equals(failure) ? 1 : 0;
    }
    return exact;
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
