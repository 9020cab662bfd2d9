package dev.weft.check.engine.strategy;

import dev.weft.check.engine.race.Clocks;
import dev.weft.check.engine.runtime.Control;
import dev.weft.check.engine.runtime.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Explores every inequivalent schedule: dynamic partial-order reduction (Flanagan and Godefroid, POPL 2005) with sleep sets
/// (Godefroid, 1996). Two schedules are equivalent if one becomes the other by swapping neighbouring independent steps.
///
/// A step runs from one decision to the next; what it touched is its [Footprint]. After each step every earlier step that
/// conflicts with it and does not happen before it is a race that must also be tried the other way round: the later task is added
/// to the backtrack set of the state before the earlier step.
///
/// Differs from the papers: a task whose pending operation would only find a lock taken or a thread running is not enabled, so
/// that a failed attempt does not count as a schedule; time-outs are steps like others; equivalent schedules that slip through
/// (objects whose identity is not known to be the same) are recognised by a hash of their partial order and counted once.
public final class Dpor implements Strategy {
  /// One state on the path that is being explored, and the step that was taken from it.
  private static final class Node {
    final Set<Integer> enabled = new TreeSet<>();
    final Set<Integer> backtrack = new TreeSet<>();
    final Map<Integer, Footprint.Step> done = new HashMap<>();
    Map<Integer, Footprint.Step> sleep = new HashMap<>();
    int chosen;
    int fresh;
    Footprint.Step step = Footprint.Step.EMPTY;
    int[] clock = Clocks.EMPTY;
    int index;
  }

  private static final int MOST_RESTARTS = 40;
  /// A path longer than this is not followed to its end: spinning, most likely.
  private static final int DEEPEST = 2_000;

  private final Footprint footprint = new Footprint();
  private final Picks picks = new Picks();
  private final List<Node> path = new ArrayList<>();
  private final Set<Long> inequivalent = new HashSet<>();
  private final Map<Integer, int[]> clocks = new HashMap<>();
  private int depth;
  /// The task that was chosen last, which is the one that makes choices of its own.
  private int runs;
  private int prefix;
  private boolean asleep;
  private boolean exhausted;
  private boolean incomplete;
  /// A step that was repeated touched something else than before: the JDK did something once (loaded a class, linked a
  /// call), so what was noted of earlier schedules cannot be compared with later ones.
  private boolean again;
  private int restarts;
  private int racy;

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
    return exhausted && !incomplete && !footprint.isUncertain();
  }

  /// How many inequivalent schedules have been run.
  public int inequivalent() {
    return inequivalent.size();
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
    clocks.clear();
    depth = 0;
    asleep = false;
  }

  private void restart() {
    picks.restart();
    path.clear();
    inequivalent.clear();
    prefix = 0;
    exhausted = false;
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
    incomplete = true;
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
  public Task choose(@Nullable Task running, Task[] candidates, int count) {
    Task next = decide(running, candidates, count);
    runs = next.id;
    return next;
  }

  private Task decide(@Nullable Task running, Task[] candidates, int count) {
    finishStep();
    if (asleep) {
      return fallback(running, candidates, count);
    }
    if (depth >= DEEPEST) {
      incomplete = true;
      asleep = true;
      return fallback(running, candidates, count);
    }
    Node node;
    if (depth < prefix) {
      node = path.get(depth);
    } else {
      node = new Node();
      path.add(node);
      for (int i = 0; i < count; i++) {
        if (candidates[i].isBlocked() || !Control.wouldBlock(candidates[i])) {
          node.enabled.add(candidates[i].id);
        }
      }
      if (depth > 0) {
        node.sleep = stillAsleep(path.get(depth - 1));
      }
      node.chosen = firstAwake(node, running, candidates, count);
      node.backtrack.add(node.chosen);
    }
    node.fresh = footprint.known();
    depth++;
    for (int i = 0; i < count; i++) {
      if (candidates[i].id == node.chosen) {
        return candidates[i];
      }
    }
    // The program did not repeat itself, or all tasks wait for each other and one must be let into its wait.
    incomplete |= !node.enabled.isEmpty();
    return candidates[0];
  }

  /// The running task if it may go on, else any enabled task that does not sleep; all asleep means that an equivalent schedule
  /// has been run.
  private int firstAwake(Node node, @Nullable Task running, Task[] candidates, int count) {
    if (running != null && !running.yielding && node.enabled.contains(running.id) && !node.sleep.containsKey(running.id)) {
      return running.id;
    }
    int spinning = -1;
    for (int i = 0; i < count; i++) {
      Task task = candidates[i];
      if (node.enabled.contains(task.id) && !node.sleep.containsKey(task.id)) {
        if (!task.yielding && !task.isBlocked()) {
          return task.id;
        }
        spinning = task.id;
      }
    }
    asleep = spinning < 0 && !node.enabled.isEmpty();
    return spinning >= 0 ? spinning : candidates[0].id;
  }

  private static Task fallback(@Nullable Task running, Task[] candidates, int count) {
    if (running != null && !running.yielding) {
      return running;
    }
    for (int i = 0; i < count; i++) {
      if (!candidates[i].yielding && !candidates[i].isBlocked()) {
        return candidates[i];
      }
    }
    return candidates[0];
  }

  private static Map<Integer, Footprint.Step> stillAsleep(Node before) {
    Map<Integer, Footprint.Step> sleep = new HashMap<>();
    before.sleep.forEach((task, step) -> keep(sleep, before, task, step));
    before.done.forEach((task, step) -> keep(sleep, before, task, step));
    return sleep;
  }

  private static void keep(Map<Integer, Footprint.Step> sleep, Node before, int task, Footprint.Step step) {
    if (task != before.chosen && !step.mayConflict(before.step)) {
      sleep.put(task, step);
    }
  }

  /// The step that began at the last decision has ended: its footprint is known, its races are looked for.
  private void finishStep() {
    if (depth == 0 || asleep) {
      footprint.take(0);
      return;
    }
    Node node = path.get(depth - 1);
    Footprint.Step step = footprint.take(node.fresh);
    again |= depth < prefix && !step.sameAs(node.step);
    node.step = step;
    int task = node.chosen;
    int[] past = clocks.getOrDefault(task, Clocks.EMPTY);
    int[] clock = past.clone();
    for (int i = depth - 2; i >= 0; i--) {
      Node earlier = path.get(i);
      if (earlier.chosen == task || !earlier.step.conflicts(node.step)) {
        continue;
      }
      if (Clocks.at(past, earlier.chosen) < earlier.index && earlier.enabled.contains(task)) {
        // Not only at the nearest such state: the task may have been enabled there by a step before its conflicting one.
        earlier.backtrack.add(task);
      }
      clock = Clocks.join(clock, earlier.clock);
    }
    clock = Clocks.tick(clock, task);
    node.clock = clock.clone();
    node.index = clock[task];
    clocks.put(task, clock);
  }

  @Override
  public void end() {
    finishStep();
    if (again && restarts++ < MOST_RESTARTS) {
      restart();
      return;
    }
    incomplete |= again;
    if (!asleep) {
      inequivalent.add(partialOrder());
    }
    askForTheStarved();
    while (!path.isEmpty()) {
      Node last = path.getLast();
      last.done.put(last.chosen, last.step);
      int next = -1;
      for (int task : last.backtrack) {
        if (!last.done.containsKey(task) && !last.sleep.containsKey(task)) {
          next = task;
          break;
        }
      }
      if (next >= 0) {
        last.chosen = next;
        break;
      }
      path.removeLast();
    }
    prefix = path.size();
    exhausted = path.isEmpty() && !picks.turn();
  }

  /// A task that could have run but never did (the program ended without waiting for it): what it would have touched is unknown, so
  /// it must be tried wherever it was enabled.
  private void askForTheStarved() {
    Set<Integer> ranLater = new HashSet<>();
    for (int i = path.size() - 1; i >= 0; i--) {
      Node node = path.get(i);
      ranLater.add(node.chosen);
      for (int task : node.enabled) {
        if (!ranLater.contains(task)) {
          node.backtrack.add(task);
        }
      }
    }
  }

  private long partialOrder() {
    long sum = 0;
    for (Node node : path) {
      long hash = node.chosen * 0x9E3779B97F4A7C15L;
      for (int i = 0; i < node.clock.length; i++) {
        hash = (hash ^ node.clock[i] + i * 31L) * 0x100000001B3L;
      }
      sum += hash ^ hash >>> 29;
    }
    return sum;
  }
}
