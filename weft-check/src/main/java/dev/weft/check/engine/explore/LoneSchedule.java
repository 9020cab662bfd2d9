package dev.weft.check.engine.explore;

import dev.weft.check.engine.agent.Agent;
import dev.weft.check.engine.report.Summary;
import dev.weft.check.engine.runtime.Bounds;
import dev.weft.check.engine.runtime.Control;
import dev.weft.check.engine.runtime.Failure;
import dev.weft.check.engine.runtime.Startled;
import dev.weft.check.engine.runtime.Trace;
import dev.weft.check.engine.strategy.Dpor;
import dev.weft.check.engine.strategy.NoPreemption;
import dev.weft.check.engine.strategy.Portfolio;
import dev.weft.check.engine.strategy.SpuriousWakeups;
import dev.weft.check.engine.strategy.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// One schedule in a JVM of its own, with everything recorded at once; then the next JVM is asked for, until the budget is used up.
///
/// The first schedule runs without preemption, and so does the second, which must be the same: the self-check of this isolation. What
/// differs even then comes from outside the JVM, and no isolation helps. Nothing is shrunk: each try would be a JVM.
final class LoneSchedule {
  private final Request request;
  private final Plan plan;
  private final Isolation isolation;
  private final BugMaker maker;
  private final Output output;
  private final Restart restart;

  LoneSchedule(Request request, Isolation isolation, BugMaker maker, Output output, Restart restart) {
    this.request = request;
    this.plan = request.plan();
    this.isolation = isolation;
    this.maker = maker;
    this.output = output;
    this.restart = restart;
  }

  /// Runs it; returns if it is the last one.
  Summary run() throws Unusable {
    long start = ProcessHandle.current().info().startInstant().map(java.time.Instant::toEpochMilli)
        .orElseGet(System::currentTimeMillis);
    if (request.strategy().equals("dpor")) {
      throw new Unusable("dpor learns from one schedule for the next, so it does not go with a JVM for each: choose another strategy");
    }
    List<Long> hashes = new ArrayList<>(plan.earlier().hashes());
    boolean plain = hashes.size() < 2;
    Strategy strategy = plain ? new NoPreemption() : strategy(plan.earlier().schedules());
    Trace trace = new Trace();
    output.keep();
    Control.Result result = Control.run(isolation.body(), new Control.Setup(strategy,
        Mixture.chance(request.seed(), plan.earlier().schedules()), request.seed(), true, trace, Bounds.first()));
    String printed = output.stopKeeping();
    boolean repeats = hashes.size() != 1 || hashes.getFirst() == result.hash();
    hashes.add(result.hash());
    long schedules = plan.earlier().schedules() + 1;
    long startled = plan.earlier().startled() + (strategy.spuriousWakeups() && Startled.isPossible() ? 1 : 0);
    long millis = plan.earlier().millis() + System.currentTimeMillis() - start;
    Found found = new Found(result, Control.races().fresh(), Control.recorded(), strategy.name(), schedules);
    if (!repeats && !plan.isolationFixed()) {
      return restart.with(plan.apartBy(Plan.Isolation.STATICS, true, "schedules do not repeat, not even in JVMs of their own: the program depends on "
          + "something outside (files, the network, native code), so a bug may not replay").after(schedules, plan.earlier().distinct(), startled, millis, List.of()));
    }
    Failure failure = result.failure();
    boolean uncontrolled = failure != null && failure.kind() == Failure.Kind.UNCONTROLLED;
    boolean bug = failure != null && !uncontrolled || !found.races().isEmpty();
    boolean more = (request.schedules() == 0 || schedules < request.schedules())
        && (request.millis() == 0 || millis < request.millis());
    if (!bug && more) {
      return restart.with(plan.after(schedules, plan.earlier().distinct(), startled, millis, hashes));
    }
    List<String> problems = new ArrayList<>(Agent.problems());
    if (failure != null && uncontrolled) {
      problems.add(failure.headline());
    }
    List<String> notes = new ArrayList<>(plan.notes());
    notes.addAll(Agent.outside());
    if (!repeats) {
      notes.add("the first schedule did not go twice in the same way: the program depends on something outside the JVM");
    }
    notes.add(bug ? "the schedule was not shrunk: each try would take a JVM of its own"
        : "leaks were not looked for: with a JVM for each schedule, what is recorded for the report keeps objects reachable");
    if (!bug) {
      notes.addAll(Tally.ofStartled(startled));
    }
    return new Summary(bug ? List.of(maker.recordOnce(found, trace, printed)) : List.of(), problems, schedules,
        plan.earlier().distinct() + new HashSet<>(hashes).size(), false, millis / 1e3, request.strategy(), request.seed(), "a JVM for each schedule", notes,
        request.command(), null, 0);
  }

  private Strategy strategy(long number) {
    Portfolio portfolio = new Portfolio(request.strategy());
    Strategy strategy = portfolio.next(number);
    Strategy chosen = strategy instanceof Dpor ? portfolio.next(0) : strategy;
    return Mixture.isStartled(number) ? new SpuriousWakeups(chosen) : chosen;
  }
}
