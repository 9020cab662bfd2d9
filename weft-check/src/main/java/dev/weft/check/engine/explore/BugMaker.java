package dev.weft.check.engine.explore;

import dev.weft.check.engine.report.Bug;
import dev.weft.check.engine.report.ReplayFile;
import dev.weft.check.engine.runtime.Bounds;
import dev.weft.check.engine.runtime.Control;
import dev.weft.check.engine.runtime.Failure;
import dev.weft.check.engine.runtime.RaceLog;
import dev.weft.check.engine.runtime.Trace;
import dev.weft.check.engine.strategy.NoPreemption;
import dev.weft.check.engine.strategy.Replay;
import dev.weft.check.engine.strategy.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Makes a report out of a schedule that fails: shrinks it, replays it with everything recorded, writes the replay file.
///
/// A schedule that was edited may make a task go on that waits: as a wait that ends for no reason that would be legal, but it must not be
/// the shrinker that brings it in. So the schedule is first tried without such wake-ups; they stay out if it fails all the same.
final class BugMaker {
  private static final long STACK = 64L << 20;
  private static final int CONFIRMATIONS = 3;

  private final Request request;
  private final Isolation isolation;
  private final Output output;
  private int number;

  BugMaker(Request request, Isolation isolation, Output output) {
    this.request = request;
    this.isolation = isolation;
    this.output = output;
  }

  Bug make(Found found) {
    Set<String> wanted = signature(found.result().failure(), found.races());
    Failure failure = found.result().failure();
    boolean endless = failure != null && failure.kind() == Failure.Kind.LIVELOCK;
    boolean startles = endless || !fails(found.schedule(), false, wanted);
    Shrinker shrinker = new Shrinker(schedule -> fails(schedule, startles, wanted));
    Schedule small = endless ? found.schedule() : shrinker.shrink(found.schedule());
    boolean repeats = true;
    for (int i = 0; i < CONFIRMATIONS; i++) {
      repeats &= fails(small, startles, wanted);
    }
    return repeats ? record(found, small, startles, true) : record(found, found.schedule(), true, false);
  }

  /// Replays a schedule from a file and reports what it does; null if it does nothing wrong.
  ///
  /// @param startles waits may end for no reason, where the schedule says so
  Bug record(Found found, Schedule schedule, boolean startles, boolean repeats) {
    Control.Result first = replay(schedule, startles, new Trace());
    Trace trace = new Trace();
    List<RaceLog.Race> races = Control.races().fresh();
    for (RaceLog.Race race : races) {
      trace.wantStack(race.earlier().task(), race.earlier().event());
      trace.wantStack(race.later().task(), race.later().event());
    }
    output.keep();
    Control.Result result = replay(schedule, startles, trace);
    String printed = output.stopKeeping();
    races = Control.races().fresh().stream().map(race -> RaceLog.seenIn(trace, race)).toList();
    Failure failure = result.failure() != null ? result.failure() : found.result().failure();
    if (failure == null && races.isEmpty()) {
      races = found.races();
    }
    Schedule exact = Control.recorded();
    String file = write(failure, races, exact, result.hash());
    return new Bug(failure, races, exact, found.schedule().length(), found.number(), found.strategy(), result.hash(),
        result.events(), trace, printed, file, repeats && first.hash() == result.hash());
  }

  /// Replays a schedule once and reports what it does; the program runs no second time, so that a debugger stops only where it
  /// should and a JVM of its own sees one schedule. Without the stacks of races.
  Bug recordOnce(Found found, Trace trace, String printed) {
    Schedule exact = Control.recorded();
    String file = write(found.result().failure(), found.races(), exact, found.result().hash());
    return new Bug(found.result().failure(), found.races(), exact, exact.length(), found.number(), found.strategy(),
        found.result().hash(), found.result().events(), trace, printed, file, true);
  }

  /// Runs the program once without preemption, as every exploration does first: what is loaded and cached once is so then, and a
  /// replay meets what the recording met.
  void warmUp(long seed) {
    Control.run(isolation.body(), new Control.Setup(new NoPreemption(), 0, seed, false, null, Bounds.first()));
  }

  /// Replays a schedule on a thread of its own: how deep the stack is below the program must not depend on who asks, because a
  /// program can see it in stack traces.
  Control.Result replay(Schedule schedule, boolean startles, @Nullable Trace trace) {
    AtomicReference<Control.@Nullable Result> result = new AtomicReference<>();
    Thread thread = new Thread(null, () -> result.set(replayHere(schedule, startles, trace)), "weft-check-replay", STACK, false);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the checker", e);
    } finally {
      Control.becomeCarrier();
    }
    Control.Result done = result.get();
    if (done == null) {
      throw new IllegalStateException("a replay ended without a result");
    }
    return done;
  }

  private Control.Result replayHere(Schedule schedule, boolean startles, @Nullable Trace trace) {
    Control.becomeCarrier();
    Control.races().forget();
    return Control.run(isolation.body(),
        new Control.Setup(new Replay(schedule, startles), 0, schedule.seed(), true, trace, Bounds.of(schedule)));
  }

  /// True if the schedule fails in the wanted way.
  private boolean fails(Schedule schedule, boolean startles, Set<String> wanted) {
    Control.races().forget();
    Control.Result result = Control.run(isolation.body(),
        new Control.Setup(new Replay(schedule, startles), 0, schedule.seed(), true, null, Bounds.of(schedule)));
    Set<String> got = signature(result.failure(), Control.races().fresh());
    return got.containsAll(wanted);
  }

  /// What a shrunk schedule must still show: the failure, or if there is none the race.
  static Set<String> signature(@Nullable Failure failure, List<RaceLog.Race> races) {
    Set<String> parts = new HashSet<>();
    if (failure != null) {
      parts.add(failure.signature());
    } else {
      races.stream().limit(1).forEach(race -> parts.add(race.key()));
    }
    return parts;
  }

  private ReplayFile.Way way() {
    Plan plan = request.plan();
    String apart = isolation.usesLoaders() ? "loader" : plan.isolation() == Plan.Isolation.JVM ? "jvm" : "statics";
    return new ReplayFile.Way(plan.backend() == Plan.Backend.PLATFORM ? "platform" : "continuations", apart, plan.initialisers());
  }

  private String write(@Nullable Failure failure, List<RaceLog.Race> races, Schedule schedule,
      long hash) {
    if (!request.replay().isEmpty()) {
      return request.replay();
    }
    String kind = failure == null ? Failure.Kind.DATA_RACE.label() : failure.kind().label();
    String headline = failure != null ? failure.headline() : races.isEmpty() ? "" : "data race on "
        + races.getFirst().variable();
    Path file;
    do {
      file = Path.of(request.name() + "-" + ++number + ".weft");
    } while (number < 1 && Files.exists(file));
    try {
      new ReplayFile(request.target() + (request.method().isEmpty() ? "" : "#" + request.method()), kind, headline, schedule,
          hash, Runtime.version().toString(), way()).write(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the replay file " + file, e);
    }
    return file.toString();
  }
}
