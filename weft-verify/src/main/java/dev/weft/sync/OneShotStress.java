package dev.weft.sync;

import dev.weft.Outcome.Success;
import dev.weft.Selectable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/// A one-shot is set once, and all are told what it was set to.
public final class OneShotStress {
  private OneShotStress() {}

  /// Somebody who waits without a thread.
  static final class Reader {
    private final Selectable.Pending pending;
    private int got;

    Reader(OneShot<Integer> shot) {
      pending = shot.completing().onReady(outcome -> got += outcome instanceof Success<Integer>(Integer value) ? value : -1);
    }
  }

  /// First set it, second set it, what was read.
  @JCStressTest
  @Outcome(id = {"1, 0, 10", "0, 1, 20"}, expect = Expect.ACCEPTABLE, desc = "the first one counts")
  @Outcome(expect = Expect.FORBIDDEN, desc = "set twice, or not read, or read twice")
  @State
  public static class TwoSetIt {
    private final OneShot<Integer> shot = new OneShot<>();
    private final Reader reader = new Reader(shot);

    @Actor
    public void one(III_Result r) {
      r.r1 = shot.complete(10) ? 1 : 0;
    }

    @Actor
    public void other(III_Result r) {
      r.r2 = shot.complete(20) ? 1 : 0;
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = reader.got;
    }
  }

  @JCStressTest
  @Outcome(id = "10, 10", expect = Expect.ACCEPTABLE, desc = "both are told, whoever came first")
  @Outcome(expect = Expect.FORBIDDEN, desc = "somebody waits for ever")
  @State
  public static class SetAgainstWaiting {
    private final OneShot<Integer> shot = new OneShot<>();
    private final Reader early = new Reader(shot);
    private Reader late = early;

    @Actor
    public void setter() {
      shot.complete(10);
    }

    @Actor
    public void reader() {
      late = new Reader(shot);
    }

    @Arbiter
    public void end(II_Result r) {
      r.r1 = early.got;
      r.r2 = late.got;
    }
  }

  /// Gave up, what was read.
  @JCStressTest
  @Outcome(id = {"1, 0", "0, 10"}, expect = Expect.ACCEPTABLE, desc = "gave up or was told")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
  @State
  public static class SetAgainstCancel {
    private final OneShot<Integer> shot = new OneShot<>();
    private final Reader reader = new Reader(shot);

    @Actor
    public void setter() {
      shot.complete(10);
    }

    @Actor
    public void canceller(II_Result r) {
      r.r1 = reader.pending.cancel() ? 1 : 0;
    }

    @Arbiter
    public void end(II_Result r) {
      r.r2 = reader.got;
    }
  }
}
