package dev.weft.sync;

import dev.weft.Outcome.Success;
import dev.weft.Selectable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/// Permits that are given back while those who wait for them give up: none is lost, none is made.
public final class SemaphoreStress {
  private SemaphoreStress() {}

  /// Somebody who waits without a thread.
  static final class Request {
    private final Selectable.Pending pending;
    private int granted;

    Request(Semaphore semaphore, long weight) {
      pending = semaphore.acquiring(weight).onReady(outcome -> granted = outcome instanceof Success<Permit> ? 1 : -1);
    }

    int giveUp() {
      return pending.cancel() ? 1 : 0;
    }
  }

  @JCStressTest
  @Outcome(id = {"1, 0, 0", "0, 1, 0"}, expect = Expect.ACCEPTABLE, desc = "one of the two has it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
  @State
  public static class TwoWantTheLastOne {
    private final Semaphore semaphore = new Semaphore(1);

    @Actor
    public void one(III_Result r) {
      r.r1 = semaphore.tryAcquire(1).isPresent() ? 1 : 0;
    }

    @Actor
    public void other(III_Result r) {
      r.r2 = semaphore.tryAcquire(1).isPresent() ? 1 : 0;
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = (int) semaphore.available();
    }
  }

  /// Gave up, granted, available.
  @JCStressTest
  @Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "gave up, and the permit is there")
  @Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "was granted it, and knows it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a permit is lost, or there are two")
  @State
  public static class ReleaseAgainstCancel {
    private final Semaphore semaphore = new Semaphore(1);
    private final Permit held = semaphore.tryAcquire(1).orElseThrow();
    private final Request request = new Request(semaphore, 1);

    @Actor
    public void releaser() {
      held.close();
    }

    @Actor
    public void canceller(III_Result r) {
      r.r1 = request.giveUp();
    }

    @Arbiter
    public void end(III_Result r) {
      r.r2 = request.granted;
      r.r3 = (int) semaphore.available();
    }
  }

  /// A heavy request holds back a light one for which there are permits. Heavy one gave up, heavy granted, light granted, available.
  @JCStressTest
  @Outcome(id = "1, 0, 1, 1", expect = Expect.ACCEPTABLE, desc = "the heavy one left, the light one is served")
  @Outcome(id = "0, 1, 0, 0", expect = Expect.ACCEPTABLE, desc = "the heavy one was served, the light one waits")
  @Outcome(expect = Expect.FORBIDDEN, desc = "somebody waits although there are permits, or the order is wrong")
  @State
  public static class HeavyHeadLeaves {
    private final Semaphore semaphore = new Semaphore(2);
    private final Permit held = semaphore.tryAcquire(1).orElseThrow();
    private final Request heavy = new Request(semaphore, 2);
    private final Request light = new Request(semaphore, 1);

    @Actor
    public void releaser() {
      held.close();
    }

    @Actor
    public void canceller(IIII_Result r) {
      r.r1 = heavy.giveUp();
    }

    @Arbiter
    public void end(IIII_Result r) {
      r.r2 = heavy.granted;
      r.r3 = light.granted;
      r.r4 = (int) semaphore.available();
    }
  }

  /// A permit is closed by two at once.
  @JCStressTest
  @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "given back once")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost, or given back twice")
  @State
  public static class OnePermitClosedTwice {
    private final Semaphore semaphore = new Semaphore(3);
    private final Permit held = semaphore.tryAcquire(1).orElseThrow();
    final Permit kept = semaphore.tryAcquire(1).orElseThrow(); // so that one too many would be seen

    @Actor
    public void one() {
      held.close();
    }

    @Actor
    public void other() {
      held.close();
    }

    @Arbiter
    public void end(I_Result r) {
      r.r1 = (int) semaphore.available();
    }
  }
}
