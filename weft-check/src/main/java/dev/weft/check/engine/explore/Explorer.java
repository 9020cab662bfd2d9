package dev.weft.check.engine.explore;

import dev.weft.check.engine.agent.Agent;
import dev.weft.check.engine.report.Bug;
import dev.weft.check.engine.report.Summary;
import dev.weft.check.engine.runtime.Bounds;
import dev.weft.check.engine.runtime.Control;
import dev.weft.check.engine.runtime.Failure;
import dev.weft.check.engine.runtime.Initialisers;
import dev.weft.check.engine.runtime.Hashes;
import dev.weft.check.engine.runtime.RaceLog;
import dev.weft.check.engine.runtime.Statics;
import dev.weft.check.engine.strategy.Dpor;
import dev.weft.check.engine.strategy.NoPreemption;
import dev.weft.check.engine.strategy.Portfolio;
import dev.weft.check.engine.strategy.Replay;
import dev.weft.check.engine.strategy.Schedule;
import dev.weft.check.engine.strategy.Strategy;
import java.util.ArrayList;
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
  private static final int SELF_CHECK = 50;
  /// One schedule in so many is fair from an early event on: threads that step aside for each other for ever do so only then.
  private static final int FAIR = 16;
  /// How long a data race waits for its consequence, as a part of the budget, and at least.
  private static final long CONSEQUENCE_PART = 8;
  private static final long CONSEQUENCE_NANOS = 400_000_000L;

  /// Class initialisers are explored if there is time to load the program so often.
  private static final int LOADINGS = 10;
  /// In a portfolio the exhaustive strategy, whose schedules cost more, gets this part of the time.
  private static final long EXHAUSTIVE_PART = 4;

  private final Request request;
  private final Plan plan;
  private final Isolation isolation;
  private final BugMaker maker;
  private final Progress progress;
  private final Seen distinct = new Seen();
  private final List<Bug> bugs = new ArrayList<>();
  private final Set<String> signatures = new HashSet<>();
  private final Set<String> problems = new HashSet<>();
  private long schedules;
  /// The events of the first schedule, which tells how long the program is.
  private long length;
  private long unrepeatable;
  private boolean complete;
  /// Something was left behind, so that the exhaustive strategy has learnt from schedules that do not belong together.
  private boolean mixed;
  private Control.@Nullable Result last;
  private Control.@Nullable Result first;
  private final Restart restart;
  private long start;
  /// What the first schedule took, in which classes are loaded.
  private long loadingNanos;
  private final List<String> ways = new ArrayList<>();
  private int inequivalent;

  /// A race found before any failure: reported alone if none follows.
  private @Nullable Found racy;

  /// A schedule worth reporting, not yet shrunk.
  record Found(Control.Result result, List<RaceLog.Race> races, Schedule schedule, String strategy, long number) {}

  Explorer(Request request, Isolation isolation, BugMaker maker, Progress progress, Restart restart) {
    this.request = request;
    this.plan = request.plan();
    this.isolation = isolation;
    this.maker = maker;
    this.restart = restart;
    this.progress = progress;
  }

  /// Explores, and returns what came of it, unless another JVM must go on.
  Summary explore() {
    start = System.nanoTime() - plan.earlier().millis() * 1_000_000;
    long budget = request.millis() * 1_000_000;
    long racyUntil = Long.MAX_VALUE;
    Portfolio portfolio = new Portfolio(request.strategy());
    String name = portfolio.name();
    long limit = request.schedules() > 0 ? request.schedules() - plan.earlier().schedules() : Long.MAX_VALUE;
    long exhaustiveNanos = 0;
    if (plan.backend() == Plan.Backend.CONTINUATIONS && !plan.backendFixed()) {
      Control.whenCornered(why -> goOn(plan.onThreads("run on platform threads, because " + why)));
    }
    long begun = System.nanoTime();
    run(new NoPreemption(), request.seed(), Bounds.first());
    first = last;
    loadingNanos = System.nanoTime() - begun;
    boolean apart = !bugs.isEmpty() || isApart();
    if (!Statics.cannotReset().isEmpty() && !isolation.usesLoaders()) {
      separate(Statics.cannotReset());
    } else if (!apart) {
      separate("the first schedule did not go twice in the same way");
    }
    Dpor exhaustive = portfolio.exhaustive();
    while (schedules < limit && !isDone(exhaustive) && (request.keepGoing() || bugs.isEmpty())) {
      long spent = System.nanoTime() - start;
      if (spent >= budget && budget > 0 || spent >= racyUntil || initialisersAreLeft(budget > 0 && spent > budget / 2, exhaustive)) {
        break;
      }
      if (racy != null && racyUntil == Long.MAX_VALUE && !request.keepGoing()) {
        racyUntil = spent + Math.max(CONSEQUENCE_NANOS, budget / CONSEQUENCE_PART);
      }
      Strategy strategy = portfolio.next(schedules);
      if (strategy == exhaustive && exhaustiveNanos > spent / EXHAUSTIVE_PART && !request.strategy().equals("dpor")) {
        strategy = portfolio.next(0);
      }
      long chance = mix(request.seed(), schedules);
      Bounds bounds = Bounds.after(length);
      if (schedules % FAIR == 0 && strategy != exhaustive) {
        bounds = bounds.fairFrom((chance >>> 1) % Math.max(1, length));
      }
      boolean again = run(strategy, chance, bounds);
      if (strategy == exhaustive) {
        exhaustiveNanos += System.nanoTime() - start - spent;
      }
      if (again) {
        selfCheck();
      }
      progress.show(schedules, distinct, spent);
    }
    progress.done();
    Found alone = racy;
    if (alone != null && (bugs.isEmpty() || request.keepGoing())) {
      report(alone);
    }
    if (bugs.isEmpty() && problems.isEmpty() && initialisersAreLeft() && schedules < limit) {
      return goOn(plan.onThreads(Initialisers.suspicious() + ": explored on platform threads, with classes loaded anew "
          + "for each schedule"));
    }
    if (exhaustive != null) {
      complete = exhaustive.complete() && !mixed && Statics.initialisedElsewhere().isEmpty();
      inequivalent = exhaustive.inequivalent();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<String> uncontrolled = new ArrayList<>(Agent.problems());
    uncontrolled.addAll(problems);
    List<String> notes = new ArrayList<>(plan.notes());
    notes.addAll(ways);
    notes.addAll(Agent.outside());
    if (!Hashes.problem().isEmpty()) {
      notes.add("not controlled: " + Hashes.problem());
    }
    if (!Statics.initialisedElsewhere().isEmpty() && !plan.initialisers()) {
      notes.add("a class was first used, and so initialised, by " + Statics.initialisedElsewhere() + ": initialisers run as one step each"
          + (Initialisers.suspicious().isEmpty() ? "" : ", but " + Initialisers.suspicious()));
    }
    if (unrepeatable > 0) {
      notes.add(unrepeatable + " of " + (schedules / SELF_CHECK + 1) + " schedules that were run twice went differently: the "
          + "program depends on something that is not controlled (files, native code, randomness of its own)");
    }
    return new Summary(bugs, uncontrolled, plan.earlier().schedules() + schedules, complete ? inequivalent
        : plan.earlier().distinct() + distinct.size(),
        complete && bugs.isEmpty(), seconds, name, request.seed(), isolation.describe(), notes, request.command(),
        complete ? null : distinct.left(), 0);
  }

  /// Lets another JVM go on; this one ends.
  private Summary goOn(Plan next) {
    progress.done();
    return restart.with(next.after(plan.earlier().schedules() + schedules, plan.earlier().distinct() + distinct.size(),
        (System.nanoTime() - start) / 1_000_000, first == null ? List.of() : List.of(first.hash())));
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
    return once == null || again.hash() == once.hash()
        && (again.failure() == null) == (once.failure() == null);
  }

  /// Something is left behind from one schedule to the next: keeps them further apart.
  private void separate(String why) {
    if (plan.isolationFixed() || !bugs.isEmpty()) {
      mixed = true;
      if (plan.earlier().schedules() == 0) {
        ways.add(why + ": the program keeps something that this isolation does not reset");
      }
      return;
    }
    Control.races().forget();
    signatures.clear();
    racy = null;
    mixed = schedules > 1;
    if (!isolation.usesLoaders()) {
      isolation.useLoaders();
      if (isApart()) {
        ways.add("each schedule loads the program's classes anew, because " + why);
        return;
      }
    }
    goOn(plan.apartBy(Plan.Isolation.JVM, false, "each schedule has a JVM of its own, because " + why
        + ", not even with classes loaded anew"));
  }

  /// True if there is nothing left to explore: every inequivalent schedule was run, or the exhaustive strategy alone was asked for
  /// and knows no more.
  private boolean isDone(@Nullable Dpor exhaustive) {
    return exhaustive != null && (exhaustive.complete() && (Statics.initialisedElsewhere().isEmpty() || plan.initialisers())
        || exhaustive.exhausted() && request.strategy().equals("dpor"));
  }

  static long mix(long seed, long number) {
    long z = seed + number * 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    return z ^ z >>> 27;
  }

  /// Runs one schedule; true if it should be run again to see whether it repeats.
  private boolean run(Strategy strategy, long seed, Bounds bounds) {
    Control.Result result = Control.run(isolation.body(),
        new Control.Setup(strategy, seed, request.seed(), false, null, bounds));
    last = result;
    schedules++;
    boolean isNew = distinct.add(result.order(), schedules > 1 && strategy.isRandom());
    Failure failure = result.failure();
    boolean races = Control.races().any();
    if (schedules == 1) {
      length = result.events();
    }
    if (failure == null && !races) {
      return isNew && schedules % SELF_CHECK == 1;
    }
    Found found = new Found(result, Control.races().fresh(), Control.recorded(), strategy.name(),
        plan.earlier().schedules() + schedules);
    if (failure == null) {
      if (request.keepGoing()) {
        report(found);
      } else if (racy == null) {
        racy = found;
      }
    } else if (failure.kind() == Failure.Kind.UNCONTROLLED) {
      problems.add(failure.headline());
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
    if (bugs.stream().noneMatch(b -> b.headline().equals(bug.headline()))) {
      bugs.add(bug);
    }
  }

  /// Called from where [#run] is, so that the program meets a stack of the same depth.
  private void selfCheck() {
    Schedule schedule = Control.recorded();
    Control.Result again = Control.run(isolation.body(),
        new Control.Setup(new Replay(schedule), 0, request.seed(), true, null, Bounds.of(schedule)));
    Control.Result before = last;
    if (before != null && again.hash() != before.hash()) {
      if (isolation.usesLoaders() || plan.isolationFixed()) {
        unrepeatable++;
      } else {
        separate("a schedule did not go twice in the same way");
      }
    }
  }
}
