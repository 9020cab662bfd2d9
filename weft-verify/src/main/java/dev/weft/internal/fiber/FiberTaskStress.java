package dev.weft.internal.fiber;

import dev.weft.SpawnSite;
import dev.weft.internal.run.Engine;
import dev.weft.internal.run.ThreadEngine;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/// A fiber that begins and ends while somebody cancels it, or begins to wait for it.
public final class FiberTaskStress {
  private static final Engine ENGINE = ThreadEngine.jdk();
  private static final SpawnSite SITE = new SpawnSite("stress", "stress");

  private FiberTaskStress() {}

  /// A scope that only keeps its list.
  static final class Bare extends Owner {
    Bare() {
      super(ENGINE, null);
    }

    @Override
    protected void ended(FiberTask<?> fiber) {}

    @Override
    protected void told(FiberTask<?> fiber) {}

    @Override
    public String name() {
      return "stress";
    }
  }

  /// A fiber whose body returns 7 and takes nothing from anybody.
  abstract static class One {
    final Bare scope = new Bare();
    final FiberTask<Integer> fiber = new FiberTask<>(scope, null, () -> 7, SITE);

    One() {
      scope.add(fiber);
    }

    /// The fiber's whole life on this thread; 1 if an interrupt outlives it.
    int live() {
      fiber.run();
      return Thread.interrupted() ? 1 : 0;
    }

    /// Its value; -1 if it was cancelled, -2 if it failed, -3 if it has not ended. And takes the scope out of the tree.
    int end() {
      scope.closeIfEmpty();
      return fiber
          .outcome()
          .map(
              outcome ->
                  switch (outcome) {
                    case dev.weft.Outcome.Success<Integer>(Integer value) -> value == null ? 0 : value;
                    case dev.weft.Outcome.Cancelled<Integer> _ -> -1;
                    case dev.weft.Outcome.Failure<Integer> _ -> -2;
                  })
          .orElse(-3);
    }
  }

  @JCStressTest
  @Outcome(id = "0, 1, -1", expect = Expect.ACCEPTABLE, desc = "cancelled before it began")
  @Outcome(id = "0, 1, 7", expect = Expect.ACCEPTABLE, desc = "cancelled while it ran: its value counts")
  @Outcome(id = "0, 0, 7", expect = Expect.ACCEPTABLE, desc = "too late")
  @Outcome(expect = Expect.FORBIDDEN, desc = "an interrupt outlived the fiber, or its end is not what cancel() said")
  @State
  public static class CancelAgainstLife extends One {
    @Actor
    public void thread(III_Result r) {
      r.r1 = live();
    }

    @Actor
    public void canceller(III_Result r) {
      r.r2 = fiber.cancel() ? 1 : 0;
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = end();
    }
  }

  @JCStressTest
  @Outcome(id = {"1, 0, 1", "0, 1, 2"}, expect = Expect.ACCEPTABLE, desc = "one was first, and its cause stays")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or neither, or another cause")
  @State
  public static class TwoThatCancel extends One {
    private final IllegalStateException first = new IllegalStateException("1");
    private final IllegalStateException second = new IllegalStateException("2");

    @Actor
    public void one(III_Result r) {
      r.r1 = fiber.cancel(first) ? 1 : 0;
    }

    @Actor
    public void two(III_Result r) {
      r.r2 = fiber.cancel(second) ? 1 : 0;
    }

    @Arbiter
    public void end(III_Result r) {
      Cancellation why = fiber.cancellation();
      r.r3 = why == null ? 0 : why.cause() == first ? 1 : why.cause() == second ? 2 : 3;
      fiber.run();
      scope.closeIfEmpty();
    }
  }

  @JCStressTest
  @Outcome(id = "1, 7", expect = Expect.ACCEPTABLE, desc = "told once, with the value")
  @Outcome(expect = Expect.FORBIDDEN, desc = "never told, told twice, or without the value")
  @State
  public static class EndAgainstWait extends One {
    private volatile int told;
    private volatile int value;

    @Actor
    public void thread() {
      live();
    }

    @Actor
    public void waiter() {
      fiber
          .ending()
          .onReady(
              _ -> {
                value = end();
                told++; // by one thread alone, unless it is told twice
              });
    }

    @Arbiter
    public void end(II_Result r) {
      scope.closeIfEmpty();
      r.r1 = told;
      r.r2 = value;
    }
  }
}
