package dev.weft.check.engine.strategy;

import java.util.Arrays;

/// A schedule as recorded: segments of (task, events of its own after which it was preempted), the picks among waiters, and
/// the seed of the program's own randomness. From event `fairFrom` of all tasks together the schedule is fair and needs no segments.
///
/// Counting in events of the program, not in decisions of a strategy, makes a recording independent of the strategy and of
/// which variables were schedule points when it was made.
public final class Schedule {
  /// The segment ends because the task blocks or ends.
  public static final int BLOCKS = -1;

  private final int[] segments;
  private final int[] picks;
  private final long seed;
  private final long fairFrom;
  private final long endlessAt;

  public Schedule(int[] segments, int[] picks, long seed, long fairFrom, long endlessAt) {
    this.segments = segments.clone();
    this.picks = picks.clone();
    this.seed = seed;
    this.fairFrom = fairFrom;
    this.endlessAt = endlessAt;
  }

  public int length() {
    return segments.length / 2;
  }

  public int task(int segment) {
    return segments[2 * segment];
  }

  public int until(int segment) {
    return segments[2 * segment + 1];
  }

  int[] picks() {
    return picks;
  }

  public int[] segmentsCopy() {
    return segments.clone();
  }

  public int[] picksCopy() {
    return picks.clone();
  }

  public long seed() {
    return seed;
  }

  /// The event after which each task gets its turn, whether the schedule is as long or not.
  public long fairFrom() {
    return fairFrom;
  }

  /// The event at which the schedule is known to be a livelock; 0 if it is none.
  public long endlessAt() {
    return endlessAt;
  }

  /// Switches away from a task that could have run on.
  public int preemptions() {
    int n = 0;
    for (int i = 0; i + 1 < length(); i++) {
      if (until(i) != BLOCKS) {
        n++;
      }
    }
    return n;
  }

  /// This schedule without one segment; its neighbours are joined if they are of the same task.
  public Schedule without(int segment) {
    int[] out = new int[segments.length];
    int n = 0;
    for (int i = 0; i < length(); i++) {
      if (i == segment) {
        continue;
      }
      if (n >= 2 && out[n - 2] == task(i)) {
        out[n - 1] = until(i);
      } else {
        out[n++] = task(i);
        out[n++] = until(i);
      }
    }
    return new Schedule(Arrays.copyOf(out, n), picks, seed, fairFrom, endlessAt);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schedule that && Arrays.equals(segments, that.segments) && Arrays.equals(picks, that.picks)
        && seed == that.seed && fairFrom == that.fairFrom;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(segments) * 31 + Arrays.hashCode(picks);
  }
}
