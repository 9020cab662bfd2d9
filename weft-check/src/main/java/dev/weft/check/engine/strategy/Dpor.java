package dev.weft.check.engine.strategy;

import dev.weft.check.engine.runtime.Control;
import dev.weft.check.engine.runtime.Pending;
import dev.weft.check.engine.runtime.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Explores every inequivalent schedule: source-set dynamic partial-order reduction (Abdulla, Aronis, Jonsson, Sagonas: POPL
/// 2014). Two schedules are equivalent if one becomes the other by swapping neighbouring independent steps.
///
/// A step runs from one decision to the next; what it touched is its [Footprint]. After each step its [Races] with earlier ones
/// are reversed by [SourceSets]: in the state before the earlier step somebody is added who leads to the other order. [SleepSet]s
/// keep what has been explored from being explored again; a schedule in which all who could run sleep is given up there and then.
///
/// Differs from the paper: a task whose pending operation would only find a lock taken or a thread running is not enabled, so
/// that a failed attempt does not count as a schedule; time-outs are steps like others; equivalent schedules that slip through
/// (objects whose identity is not known to be the same) are recognised by a hash of their partial order and counted once.
public final class Dpor implements Strategy {
  private static final int MOST_RESTARTS = 40;
  /// A path longer than this is not followed to its end: spinning, most likely.
  private static final int DEEPEST = 2_000;
  private static final String DIFFERENT = "some went differently when they were run again";

  private final Footprint footprint = new Footprint();
  private final Races races = new Races();
  private final Picks picks = new Picks();
  private final List<Node> path = new ArrayList<>();
  private final Set<Long> inequivalent = new HashSet<>();
  private int depth;
  /// The task that was chosen last, which is the one that makes choices of its own.
  private int runs;
  private int prefix;
  private boolean asleep;
  private boolean exhausted;
  /// Why not all inequivalent schedules are known; empty if they are.
  private String incomplete = "";
  /// A step that was repeated touched something else than before: the JDK did something once (loaded a class, linked a
  /// call), so what was noted of earlier schedules cannot be compared with later ones.
  private boolean again;
  private int restarts;
  private int racy;
  private long explored;
  private long givenUp;

  @Override
  public String name() {
    return "dpor";
  }

  /// True if no other inequivalent schedule is left.
  public boolean exhausted() {
    return exhausted;
  }

  /// True if all inequivalent schedules were explored, not only those that this strategy knows how to reach.
  public boolean complete() {
    return exhausted && whyIncomplete().isEmpty();
  }

  /// Why there may be more than those that this strategy knows how to reach; empty if there are none.
  public String whyIncomplete() {
    return footprint.isUncertain() ? "some look at the clock, or at the state of a thread, and who else changes that is not tracked" : incomplete;
  }

  /// How many inequivalent schedules have been run.
  public int inequivalent() {
    return inequivalent.size();
  }

  /// How many schedules have been run to their end since it began, equivalent ones included.
  public long explored() {
    return explored;
  }

  /// How many schedules were given up, because all who could run slept.
  public long givenUp() {
    return givenUp;
  }

  @Override
  public boolean isRandom() {
    return false;
  }

  @Override
  public void begin(long seed) {
    int known = Control.races().known();
    if (known != racy) {
      // What is known to race are schedule points from now on: the states of the old path are not those of the new one.
      racy = known;
      restart();
    }
    again = false;
    picks.begin();
    footprint.restart();
    races.restart();
    depth = 0;
    asleep = false;
  }

  private void restart() {
    picks.restart();
    path.clear();
    inequivalent.clear();
    prefix = 0;
    exhausted = false;
    explored = 0;
    givenUp = 0;
  }

  @Override
  public Footprint footprint() {
    return footprint;
  }

  @Override
  public void forget() {
    footprint.restart();
  }

  @Override
  public void abandon() {
    finishStep();
    incomplete = "some went on for so long that only their beginnings were explored";
    asleep = true;
  }

  @Override
  public boolean earlyTimeouts() {
    return true;
  }

  @Override
  public int pick(int count) {
    return picks.next(runs, count);
  }

  @Override
  public @Nullable Task choose(@Nullable Task running, Task[] candidates, int count) {
    Task next = decide(running, candidates, count);
    if (next != null) {
      runs = next.id;
    }
    return next;
  }

  private @Nullable Task decide(@Nullable Task running, Task[] candidates, int count) {
    finishStep();
    if (asleep) {
      return Preference.ofUnfollowed(running, candidates, count);
    }
    if (depth >= DEEPEST) {
      incomplete = "some have more than " + DEEPEST + " decisions, and were not explored beyond those";
      asleep = true;
      return Preference.ofUnfollowed(running, candidates, count);
    }
    for (int i = 0; i < count; i++) {
      footprint.meet(candidates[i].pendingTarget);
      footprint.meet(Pending.lockOf(candidates[i]));
    }
    if (depth == path.size()) {
      path.add(stateAfter(depth == 0 ? null : path.get(depth - 1), running, candidates, count));
      if (asleep) {
        return null;
      }
    }
    Node node = path.get(depth);
    if (depth > 0) {
      races.woken(path.get(depth - 1), node);
    }
    node.fresh = footprint.known();
    depth++;
    for (int i = 0; i < count; i++) {
      if (candidates[i].id == node.chosen) {
        node.takes = footprint.numberOf(Pending.lockOf(candidates[i]));
        return candidates[i];
      }
    }
    // The program did not repeat itself, or all tasks wait for each other and one must be let into its wait.
    if (!node.enabled.isEmpty()) {
      incomplete = DIFFERENT;
    }
    return candidates[0];
  }

  private Node stateAfter(@Nullable Node before, @Nullable Task running, Task[] candidates, int count) {
    SleepSet sleep = before == null ? new SleepSet() : before.sleep.after(before.chosen, before.step);
    Node node = new Node(sleep, new Holders(footprint), candidates, count);
    int awake = Preference.firstAwake(node, running, candidates, count);
    asleep = awake < 0 && !node.enabled.isEmpty();
    node.chosen = awake >= 0 ? awake : candidates[0].id;
    node.backtrack.set(node.chosen);
    node.tasks = Math.max(node.candidates.length(), before == null ? 0 : before.tasks);
    return node;
  }

  /// The step that began at the last decision has ended: its footprint is known, its races are looked for.
  private void finishStep() {
    if (depth == 0 || asleep) {
      footprint.drop();
      return;
    }
    Node node = path.get(depth - 1);
    if (depth < prefix) {
      // Its races were seen when it was first taken.
      again |= !footprint.repeats(node.step);
      races.repeat(node);
      return;
    }
    node.step = footprint.take(node.fresh);
    for (int earlier : races.order(path, depth - 1)) {
      SourceSets.reverse(path, earlier, depth - 1);
    }
  }

  @Override
  public void end() {
    finishStep();
    if (again && restarts++ < MOST_RESTARTS) {
      restart();
      return;
    }
    if (again) {
      incomplete = DIFFERENT;
    }
    if (asleep) {
      givenUp++;
    } else {
      explored++;
      inequivalent.add(path.isEmpty() ? 0 : path.getLast().signature);
      SourceSets.askForTheStarved(path);
    }
    while (!path.isEmpty()) {
      Node last = path.getLast();
      last.sleep.add(last.chosen, last.step);
      int next = last.next();
      if (next >= 0) {
        last.chosen = next;
        break;
      }
      path.removeLast();
    }
    prefix = path.size();
    exhausted = path.isEmpty() && !picks.turn();
  }
}
