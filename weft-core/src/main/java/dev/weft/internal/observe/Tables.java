package dev.weft.internal.observe;

import dev.weft.internal.run.Engine;
import dev.weft.internal.run.Engines;
import dev.weft.observe.FiberTable;
import dev.weft.observe.WaitCycle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes the table of a running program.
public final class Tables {
  private Tables() {}

  /// See `FiberTable.take`.
  public static FiberTable take() {
    Optional<JdkWatch> jdk = JdkWatch.get();
    Roll roll = Roll.call(jdk.orElse(null));
    Strands.ask(jdk.orElse(null), roll);
    var rows = new Rows(jdk.orElse(null), roll, false);
    Set<Thread> everybody = new LinkedHashSet<>(roll.fibers().keySet());
    everybody.addAll(roll.virtual());
    everybody.addAll(roll.waitingForOthers(jdk.orElse(null), roll.terminations(jdk.orElse(null))));
    List<WaitCycle> cycles = new ArrayList<>();
    for (List<Thread> cycle : Cycles.among(everybody, rows)) {
      cycles.add(new WaitCycle(cycle.stream().map(thread -> rows.row(thread, rows.wait(thread))).toList()));
      cycle.forEach(everybody::remove);
    }
    var groups = new Groups();
    everybody.forEach(thread -> rows.addTo(groups, thread));
    roll.unbegun().forEach(fiber -> Rows.addTo(groups, fiber));
    return new FiberTable(
        Engines.all().stream().sorted(Comparator.comparing(Engine::name)).map(Engine::stats).toList(),
        Holds.current(),
        cycles,
        groups.list(),
        FailedScopes.now(),
        nothingRuns(roll) ? jdk.flatMap(Outlook::likeliest) : Optional.empty());
  }

  /// Schedulers without carriers do not know whether their fibers run: their threads do.
  private static boolean nothingRuns(Roll roll) {
    return Engines.all().stream().allMatch(Engine::idle)
        && roll.fibers().keySet().stream().noneMatch(thread -> thread.getState() == Thread.State.RUNNABLE);
  }
}
