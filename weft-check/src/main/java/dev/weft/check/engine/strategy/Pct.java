package dev.weft.check.engine.strategy;

import dev.weft.check.engine.runtime.Task;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Probabilistic concurrency testing (Burckhardt, Kothari, Musuvathi, Nagarakatti: ASPLOS 2010): random priorities, the highest
/// runs, and at `depth - 1` random points the running task falls below all others. Finds a bug of that depth with a probability
/// of at least `1 / (n k^(depth - 1))` for n tasks and k points.
///
/// Differs from the paper: the depth changes from schedule to schedule, k is the longest schedule seen lately, and a task that
/// only spins loses its priority, or the schedule would not end.
public final class Pct implements Strategy {
  private static final int DEEPEST = 5;
  private final Dice dice = new Dice();
  /// Of every schedule, or 0 if each has another one.
  private final int depth;
  private long[] changes = {};
  private long points;
  private long longest = 20;
  private double lowest;
  private boolean early;

  public Pct() {
    this(0);
  }

  Pct(int depth) {
    this.depth = depth;
  }

  @Override
  public String name() {
    return "pct";
  }

  @Override
  public void begin(long seed) {
    dice.seed(seed);
    longest = Math.max(2, Math.max(points, longest - Math.max(1, longest / 16)));
    changes = new long[depth > 0 ? depth - 1 : 1 + dice.next(DEEPEST - 1)];
    for (int i = 0; i < changes.length; i++) {
      changes[i] = 1 + dice.next((int) Math.min(longest, 100_000));
    }
    Arrays.sort(changes);
    points = 0;
    lowest = 0;
    early = dice.next(4) == 0;
  }

  @Override
  public Task choose(@Nullable Task running, Task[] candidates, int count) {
    if (running != null) {
      points++;
      if (running.yielding || Arrays.binarySearch(changes, points) >= 0) {
        running.priority = --lowest;
      }
    }
    Task best = candidates[0];
    for (int i = 0; i < count; i++) {
      Task task = candidates[i];
      if (task.priority == 0) {
        task.priority = 1 + dice.unit();
      }
      if (task.priority > best.priority) {
        best = task;
      }
    }
    if (best.isBlocked()) {
      // Its time-out fires: once is a choice, for ever would be unfair.
      best.priority = --lowest;
    }
    return best;
  }

  @Override
  public int pick(int count) {
    return dice.next(count);
  }

  @Override
  public boolean earlyTimeouts() {
    return early;
  }
}
