package dev.weft.check.engine.race;

import java.util.Arrays;

/// Vector clocks as plain arrays: `clock[t]` is the last epoch of task `t` that happens before. Missing entries are 0.
/// All tasks share one carrier, so the analysis needs no synchronisation of its own.
public final class Clocks {
  public static final int[] EMPTY = {};

  private Clocks() {}

  public static int at(int[] clock, int task) {
    return task < clock.length ? clock[task] : 0;
  }

  /// The least clock above both; `into` itself if it is long enough.
  public static int[] join(int[] into, int[] other) {
    int[] result = into.length < other.length ? Arrays.copyOf(into, other.length) : into;
    for (int i = 0; i < other.length; i++) {
      if (other[i] > result[i]) {
        result[i] = other[i];
      }
    }
    return result;
  }

  /// True if everything that `a` knows, `b` knows too.
  public static boolean atMost(int[] a, int[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] > at(b, i)) {
        return false;
      }
    }
    return true;
  }

  public static int[] tick(int[] clock, int task) {
    int[] result = task < clock.length ? clock : Arrays.copyOf(clock, task + 1);
    result[task]++;
    return result;
  }
}
