package dev.weft.internal.run;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// Timers that are due: each fires once or is cancelled, whoever looks.
public final class TimerQueueStress {
  private TimerQueueStress() {}

  static final class Counted extends TimerEntry {
    private volatile int fired;

    @Override
    protected synchronized void fire() {
      fired++;
    }
  }

  /// Three timers that are due, the second of which is looked at.
  abstract static class Due {
    final TimerQueue queue = new TimerQueue();
    final Counted first = new Counted();
    final Counted second = new Counted();
    final Counted third = new Counted();

    Due() {
      queue.add(third, 3);
      queue.add(first, 1);
      queue.add(second, 2);
    }
  }

  @JCStressTest
  @Outcome(id = {"1, 0", "0, 1"}, expect = Expect.ACCEPTABLE, desc = "cancelled or fired")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
  @State
  public static class ExpireAgainstCancel extends Due {
    @Actor
    public void owner() {
      queue.expire(10);
    }

    @Actor
    public void canceller(II_Result r) {
      r.r1 = second.cancel() ? 1 : 0;
    }

    @Arbiter
    public void end(II_Result r) {
      r.r2 = second.fired;
    }
  }

  /// The owner has just come back while its spare still looks.
  @JCStressTest
  @Outcome(id = "111", expect = Expect.ACCEPTABLE, desc = "each has fired once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "one is lost, or has fired twice")
  @State
  public static class OwnerAgainstSpare extends Due {
    @Actor
    public void owner() {
      queue.expire(10);
    }

    @Actor
    public void spare() {
      queue.expire(10);
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = 100 * first.fired + 10 * second.fired + third.fired;
    }
  }

  /// A timer is set that is due before all others, while the owner fires those. The late one, the early ones.
  @JCStressTest
  @Outcome(id = {"1, 111", "0, 111"}, expect = Expect.ACCEPTABLE, desc = "fired now or to be fired")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost or doubled")
  @State
  public static class ExpireAgainstAdd extends Due {
    private final Counted late = new Counted();

    @Actor
    public void owner() {
      queue.expire(10);
    }

    @Actor
    public void setter() {
      queue.add(late, 0);
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = late.fired;
      r.r2 = 100 * first.fired + 10 * second.fired + third.fired + 1000 * (late.fired + queue.expire(10) - 1);
    }
  }
}
