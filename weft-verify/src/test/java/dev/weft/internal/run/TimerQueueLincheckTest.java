package dev.weft.internal.run;

import dev.weft.testing.Lincheck;
import java.util.TreeSet;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/// A carrier's timers are linearizable: setting, cancelling, and looking for the next deadline. Expiry is no single operation, it
/// fires one timer after the other; see `TimerQueueStress` for that.
class TimerQueueLincheckTest extends Lincheck.BothWays {
  private static final int TIMERS = 4;

  TimerQueueLincheckTest() {
    super(Operations.class, Specification.class);
  }

  /// Timer number n is due at n.
  public static class Operations {
    private final TimerQueue queue = new TimerQueue();
    private final TimerEntry[] timers = new TimerEntry[TIMERS + 1];

    public Operations() {
      for (int n = 1; n <= TIMERS; n++) {
        timers[n] =
            new TimerEntry() {
              @Override
              protected void fire() {}
            };
      }
    }

    /// 1 if it is now the first, 0 if not, -1 if it was set already.
    @Operation
    public int set(@Param(gen = IntGen.class, conf = "1:" + TIMERS) int timer) {
      try {
        return queue.add(timers[timer], timer) ? 1 : 0;
      } catch (IllegalStateException e) {
        return -1;
      }
    }

    @Operation
    public boolean cancel(@Param(gen = IntGen.class, conf = "1:" + TIMERS) int timer) {
      return timers[timer].cancel();
    }

    @Operation
    public long earliest() {
      return queue.earliest();
    }
  }

  /// What the queue is, one operation at a time.
  public static class Specification {
    private final TreeSet<Integer> set = new TreeSet<>();

    public int set(int timer) {
      if (!set.add(timer)) {
        return -1;
      }
      return set.first() == timer ? 1 : 0;
    }

    public boolean cancel(int timer) {
      return set.remove(timer);
    }

    public long earliest() {
      return set.isEmpty() ? TimerQueue.NONE : set.first();
    }
  }
}
