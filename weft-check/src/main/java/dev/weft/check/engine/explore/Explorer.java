package dev.weft.check.engine.explore;

import dev.weft.check.engine.report.Bug;
import dev.weft.check.engine.report.Summary;
import dev.weft.check.engine.runtime.Bounds;
import dev.weft.check.engine.runtime.Control;
import dev.weft.check.engine.runtime.Failure;
import dev.weft.check.engine.runtime.Initialisers;
import dev.weft.check.engine.runtime.Statics;
import dev.weft.check.engine.strategy.Dpor;
import dev.weft.check.engine.strategy.NoPreemption;
import dev.weft.check.engine.strategy.Replay;
import dev.weft.check.engine.strategy.Schedule;
import dev.weft.check.engine.strategy.Strategy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Explores a program: schedule after schedule until the budget is used up or a bug is found.
///
/// The first schedule runs without preemption. A data race alone does not end the exploration at once: for a short while it
/// looks for a schedule in which the race does harm, and reports both together.
final class Explorer {
  /// One schedule in so many is run twice: the self-check of determinism.
  static final int SELF_CHECK = 50;
  /// How long a data race waits for its consequence, as a part of the budget, and at least.
  private static final long CONSEQUENCE_PART = 8;
  private static final long CONSEQUENCE_NANOS = 400_000_000L;

  /// Class initialisers are explored if there is time to load the program so often.
  private static final int LOADINGS = 10;

  private final Request request;
  private final Plan plan;
  private final Isolation isolation;
  private final BugMaker maker;
  private final Progress progress;
  private final Tally tally;
  private final Mixture mixture;
  private final Set<String> signatures = new HashSet<>();
  /// The events of the first schedule, which tells how long the program is.
  private long length;
  /// Something was left behind, so that the exhaustive strategy has learnt from schedules that do not belong together.
  private boolean mixed;
  private Control.@Nullable Result last;
  private Control.@Nullable Result first;
  private final Restart restart;
  private long start;
  /// What the first schedule took, in which classes are loaded.
  private long loadingNanos;

  /// A race found before any failure: reported alone if none follows.
  private @Nullable Found racy;

  Explorer(Request request, Isolation isolation, BugMaker maker, Progress progress, Restart restart) {
    this.request = request;
    this.plan = request.plan();
    this.tally = new Tally(request);
    this.mixture = new Mixture(request, tally);
    this.isolation = isolation;
    this.maker = maker;
    this.restart = restart;
    this.progress = progress;
  }

  /// Explores, and returns what came of it, unless another JVM must go on.
  Summary explore() {
    long begun = System.nanoTime();
    start = begun - plan.earlier().millis() * 1_000_000;
    long racyUntil = Long.MAX_VALUE;
    long limit = request.schedules() > 0 ? request.schedules() - plan.earlier().schedules() : Long.MAX_VALUE;
    if (plan.backend() == Plan.Backend.CONTINUATIONS && !plan.backendFixed()) {
      Control.whenCornered(why -> goOn(plan.onThreads("run on platform threads, because " + why)));
    }
    run(new NoPreemption(), request.seed(), Bounds.first());
    first = last;
    loadingNanos = System.nanoTime() - begun;
    boolean apart = !tally.bugs.isEmpty() || isApart();
    if (!Statics.cannotReset().isEmpty() && !isolation.usesLoaders()) {
      separate(Statics.cannotReset());
    } else if (!apart) {
      separate("the first schedule did not go twice in the same way");
    }
    // Where loading the classes takes longer than the budget, there would be nothing but the first schedule.
    long budget = request.millis() == 0 ? 0 : request.millis() * 1_000_000 + System.nanoTime() - begun;
    Dpor exhaustive = mixture.exhaustive();
    while (tally.schedules < limit && !mixture.isDone() && (request.keepGoing() || tally.bugs.isEmpty())) {
      long spent = System.nanoTime() - start;
      if (spent >= budget && budget > 0 || spent >= racyUntil || initialisersAreLeft(budget > 0 && spent > budget / 2, exhaustive)) {
        break;
      }
      if (racy != null && racyUntil == Long.MAX_VALUE && !request.keepGoing()) {
        racyUntil = spent + Math.max(CONSEQUENCE_NANOS, budget / CONSEQUENCE_PART);
      }
      Mixture.Turn turn = mixture.next(length, spent);
      boolean again = run(turn.strategy(), turn.chance(), turn.bounds());
      mixture.took(turn, System.nanoTime() - start - spent);
      if (again) {
        selfCheck();
      }
      progress.show(tally.schedules, tally.distinct, spent);
    }
    progress.done();
    Found alone = racy;
    if (alone != null && (tally.bugs.isEmpty() || request.keepGoing())) {
      report(alone);
    }
    if (tally.bugs.isEmpty() && tally.problems.isEmpty() && initialisersAreLeft() && tally.schedules < limit) {
      return goOn(plan.onThreads(Initialisers.suspicious() + ": explored on platform threads, with classes loaded anew "
          + "for each schedule"));
    }
    if (exhaustive != null && exhaustive.exhausted()) {
      claim(exhaustive);
    }
    return tally.summary(mixture.name(), isolation.describe(), (System.nanoTime() - start) / 1e9);
  }

  /// The exhaustive strategy has nothing left to do: all inequivalent schedules, or why there may be more.
  private void claim(Dpor exhaustive) {
    if (!exhaustive.complete()) {
      tally.notes.add("these may not be all inequivalent schedules: " + exhaustive.whyIncomplete());
    } else if (!mixed && Statics.initialisedElsewhere().isEmpty()) {
      tally.isComplete(exhaustive.inequivalent());
    }
  }

  /// Lets another JVM go on; this one ends.
  private Summary goOn(Plan next) {
    progress.done();
    return restart.with(next.after(plan.earlier().schedules() + tally.schedules, plan.earlier().distinct() + tally.distinct.size(),
        tally.startled(), (System.nanoTime() - start) / 1_000_000, first == null ? List.of() : List.of(first.hash())));
  }

  /// True if class initialisers could wait for each other, and it is time to explore them: half of the budget is used up, or all is
  /// known about the rest.
  private boolean initialisersAreLeft(boolean late, @Nullable Dpor exhaustive) {
    return (late || exhaustive != null && exhaustive.complete()) && initialisersAreLeft();
  }

  /// True if class initialisers could wait for each other, they have not been explored, and there is time for it: their schedules load
  /// all classes anew.
  private boolean initialisersAreLeft() {
    long left = request.millis() == 0 ? Long.MAX_VALUE : request.millis() * 1_000_000 - (System.nanoTime() - start);
    return !plan.backendFixed() && !plan.isolationFixed() && left / LOADINGS > loadingNanos && !Initialisers.suspicious().isEmpty();
  }

  /// True if the first schedule, run again, goes as it did when nothing had been run before: nothing of the schedules since then is
  /// left behind.
  private boolean isApart() {
    Control.Result once = first;
    Control.Result again = Control.run(isolation.body(),
        new Control.Setup(new NoPreemption(), request.seed(), request.seed(), false, null, Bounds.first()));
    Control.races().discardSchedule();
    return once == null || again.hash() == once.hash()
        && (again.failure() == null) == (once.failure() == null);
  }

  /// Something is left behind from one schedule to the next: keeps them further apart.
  private void separate(String why) {
    if (plan.isolationFixed() || !tally.bugs.isEmpty()) {
      mixed = true;
      if (plan.earlier().schedules() == 0) {
        tally.notes.add(why + ": the program keeps something that this isolation does not reset");
      }
      return;
    }
    Control.races().forget();
    signatures.clear();
    racy = null;
    mixed = tally.schedules > 1;
    if (!isolation.usesLoaders()) {
      isolation.useLoaders();
      if (isApart()) {
        tally.notes.add("each schedule loads the program's classes anew, because " + why);
        return;
      }
    }
    goOn(plan.apartBy(Plan.Isolation.JVM, false, "each schedule has a JVM of its own, because " + why
        + ", not even with classes loaded anew"));
  }

  /// Runs one schedule; true if it should be run again to see whether it repeats.
  private boolean run(Strategy strategy, long seed, Bounds bounds) {
    Control.Result result = Control.run(isolation.body(),
        new Control.Setup(strategy, seed, request.seed(), false, null, bounds));
    last = result;
    tally.schedules++;
    boolean isNew = !result.givenUp() && tally.distinct.add(result.order(), tally.schedules > 1 && strategy.isRandom());
    Failure failure = result.failure();
    boolean races = Control.races().any();
    if (tally.schedules == 1) {
      length = result.events();
    }
    if (failure == null && !races) {
      return isNew && tally.schedules % SELF_CHECK == 1;
    }
    Found found = new Found(result, Control.races().fresh(), Control.recorded(), strategy.name(),
        plan.earlier().schedules() + tally.schedules);
    if (failure == null) {
      if (request.keepGoing()) {
        report(found);
      } else if (racy == null) {
        racy = found;
      }
    } else if (failure.kind() == Failure.Kind.UNCONTROLLED) {
      tally.problems.add(failure.headline());
    } else if (signatures.add(failure.signature())) {
      report(found);
    }
    return false;
  }

  private void report(Found found) {
    if (first != null && !isApart()) {
      separate("what a schedule had left behind was seen by the next");
      return;
    }
    Bug bug = maker.make(found);
    if (tally.bugs.stream().noneMatch(b -> b.headline().equals(bug.headline()))) {
      tally.bugs.add(bug);
    }
  }

  /// Called from where [#run] is, so that the program meets a stack of the same depth.
  private void selfCheck() {
    Schedule schedule = Control.recorded();
    Control.Result again = Control.run(isolation.body(),
        new Control.Setup(new Replay(schedule), 0, request.seed(), true, null, Bounds.of(schedule)));
    Control.races().discardSchedule();
    Control.Result before = last;
    if (before != null && again.hash() != before.hash()) {
      if (isolation.usesLoaders() || plan.isolationFixed()) {
        tally.unrepeatable++;
      } else {
        separate("a schedule did not go twice in the same way");
      }
    }
  }
}
