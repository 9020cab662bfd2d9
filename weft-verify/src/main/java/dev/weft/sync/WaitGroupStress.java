package dev.weft.sync;

import dev.weft.Selectable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// A wait group whose last piece of work is done while somebody begins to wait, gives up, or begins more work.
public final class WaitGroupStress {
  private WaitGroupStress() {}

  /// With one piece of work, and somebody who waits without a thread.
  abstract static class One {
    final WaitGroup group = new WaitGroup();
    int told;

    One() {
      group.add(1);
    }

    Selectable.Pending tell() {
      return group.emptying().onReady(_ -> told++);
    }
  }

  @JCStressTest
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "told once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "waits for ever, or is told twice")
  @State
  public static class DoneAgainstWaiting extends One {
    @Actor
    public void worker() {
      group.done();
    }

    @Actor
    public void waiter() {
      tell();
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = told;
    }
  }

  @JCStressTest
  @Outcome(id = {"1, 0", "0, 1"}, expect = Expect.ACCEPTABLE, desc = "gave up or was told")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
  @State
  public static class DoneAgainstCancel extends One {
    private final Selectable.Pending pending = tell();

    @Actor
    public void worker() {
      group.done();
    }

    @Actor
    public void canceller(II_Result r) {
      r.r1 = pending.cancel() ? 1 : 0;
    }

    @Arbiter
    public void end(II_Result r) {
      r.r2 = told;
    }
  }

  /// From the second piece of work on, which is never done, there is work all the time.
  @JCStressTest
  @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "waits for the second piece of work")
  @Outcome(expect = Expect.FORBIDDEN, desc = "was told by the end of the first, before which it did not wait")
  @State
  public static class DoneAgainstMoreWork extends One {
    @Actor
    public void worker() {
      group.done();
    }

    @Actor
    public void another() {
      group.add(1);
      tell();
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = told;
    }
  }
}
