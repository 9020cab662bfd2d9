package dev.weft.check.engine.strategy;

import dev.weft.check.engine.runtime.Held;
import dev.weft.check.engine.runtime.Task;
import java.util.Arrays;

/// Which tasks held which locks before a step, by the numbers that a [Footprint] gave to the locks.
final class Holders implements Held.Visitor {
  private final Footprint footprint;
  private int[] pairs = new int[4];
  private int size;

  /// The holders at this moment of the schedule that runs.
  Holders(Footprint footprint) {
    this.footprint = footprint;
    Held.each(this);
  }

  @Override
  public void held(Object object, Task task) {
    int lock = footprint.numberOf(object);
    if (lock == Footprint.UNKNOWN) {
      return;
    }
    if (size + 2 > pairs.length) {
      pairs = Arrays.copyOf(pairs, pairs.length * 2);
    }
    pairs[size++] = lock;
    pairs[size++] = task.id;
  }

  boolean isHeldBy(int lock, int task) {
    for (int i = 0; i < size; i += 2) {
      if (pairs[i] == lock && pairs[i + 1] == task) {
        return true;
      }
    }
    return false;
  }
}
