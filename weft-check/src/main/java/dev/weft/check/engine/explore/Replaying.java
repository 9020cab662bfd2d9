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

/// Runs the schedule of a replay file, and says whether it went as recorded.
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
    Control.Result result = maker.replay(file.schedule(), trace);
    for (int i = 0; !once && i < WARM_REPLAYS && result.hash() != file.hash(); i++) {
      // What only the failing path loads and caches was warm when the schedule was recorded.
      result = maker.replay(file.schedule(), null);
    }
    String printed = output.stopKeeping();
    Explorer.Found found = new Explorer.Found(result, Control.races().fresh(), file.schedule(), "replay", 1);
    boolean fails = result.failure() != null || !found.races().isEmpty();
    List<String> notes = new ArrayList<>(plan.notes());
    notes.add(result.hash() == file.hash() ? "the replay went exactly as recorded"
        : "the replay went differently than recorded: the program, its input or the JDK has changed since (recorded with "
            + file.java() + ")");
    List<Bug> bugs = !fails ? List.of()
        : List.of(once ? maker.recordOnce(found, trace, printed) : maker.record(found, file.schedule(), true));
    return new Summary(bugs, List.of(), 1, 1, false, (System.nanoTime() - start) / 1e9, "replay", file.schedule().seed(),
        isolation.describe(), notes, request.command(), null);
  }
}
