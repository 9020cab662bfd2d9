package dev.weft.wait;

import dev.weft.WaitReason;
import dev.weft.internal.util.Locked;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/// The waiter's state machine: one settlement, whoever comes first, and its result is visible.
public final class WaiterStress {
  private WaiterStress() {}

  static final class Never extends Event<Object> {
    @Override
    public boolean poll(WaitNode node) {
      return false;
    }

    @Override
    public void enlist(WaitNode node) {}

    @Override
    public void delist(WaitNode node) {}

    @Override
    public WaitReason reason() {
      return WaitReason.of("wait for", "nothing");
    }
  }

  /// A waiter that is nobody: nothing is resumed.
  static final class Quiet extends Waiter {
    Quiet() {
      super(new Never());
    }

    @Override
    protected void resume() {}
  }

  @JCStressTest
  @Outcome(id = {"1, 0", "0, 1"}, expect = Expect.ACCEPTABLE, desc = "one of the two")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
  @State
  public static class SettleAgainstCancel {
    private final Waiter waiter = new Quiet();

    @Actor
    public void settler(II_Result r) {
      r.r1 = waiter.trySettle() ? 1 : 0;
    }

    @Actor
    public void canceller(II_Result r) {
      r.r2 = waiter.cancel() ? 1 : 0;
    }
  }

  /// A queue with its lock, which decides for the waiter that is alone in it.
  static final class Door extends Locked {
    private final WaitQueue queue = new WaitQueue();

    void add(WaitNode node) {
      lock();
      queue.add(node);
      unlock();
    }

    boolean remove(WaitNode node) {
      lock();
      boolean was = queue.remove(node);
      unlock();
      return was;
    }

    boolean settleFirst() {
      lock();
      boolean settled = queue.settleFirst() != null;
      unlock();
      return settled;
    }
  }

  static final class Opening extends QueuedEvent<Object> {
    private final Door door = new Door();

    @Override
    public boolean poll(WaitNode node) {
      return false;
    }

    @Override
    public void enlist(WaitNode node) {
      door.add(node);
    }

    @Override
    protected boolean forget(WaitNode node) {
      return door.remove(node);
    }

    @Override
    public WaitReason reason() {
      return WaitReason.of("wait for", "a door");
    }
  }

  @JCStressTest
  @Outcome(id = {"1, 0, 0", "0, 1, 0"}, expect = Expect.ACCEPTABLE, desc = "one of the two, and it waits no more")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or neither, or it still waits")
  @State
  public static class SettleAgainstCancelAlone {
    private final Opening opening = new Opening();
    private final Waiter waiter = Waiter.alone(opening, null);

    public SettleAgainstCancelAlone() {
      opening.enlist(waiter);
    }

    @Actor
    public void settler(III_Result r) {
      r.r1 = opening.door.settleFirst() ? 1 : 0;
    }

    @Actor
    public void canceller(III_Result r) {
      r.r2 = waiter.cancel() ? 1 : 0;
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = waiter.isWaiting() ? 1 : 0;
    }
  }

  @JCStressTest
  @Outcome(id = {"1, 0", "0, 1"}, expect = Expect.ACCEPTABLE, desc = "one of the two")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
  @State
  public static class SettleAgainstClaim {
    private final Waiter waiter = new Quiet();

    @Actor
    public void settler(II_Result r) {
      r.r1 = waiter.trySettle() ? 1 : 0;
    }

    @Actor
    public void claimant(II_Result r) {
      if (waiter.claim()) {
        waiter.commit();
        r.r2 = 1;
      }
    }
  }

  @JCStressTest
  @Outcome(id = {"1, 1"}, expect = Expect.ACCEPTABLE, desc = "a claim that is given up is as if it had never been")
  @Outcome(id = {"1, 0"}, expect = Expect.ACCEPTABLE, desc = "settled before the claim")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the settlement was lost")
  @State
  public static class SettleAgainstUnclaim {
    private final Waiter waiter = new Quiet();

    @Actor
    public void settler(II_Result r) {
      r.r1 = waiter.trySettle() ? 1 : 0;
    }

    @Actor
    public void claimant(II_Result r) {
      if (waiter.claim()) {
        waiter.unclaim();
        r.r2 = 1;
      }
    }
  }

  /// Two selects that find each other at the same moment: 1 taken, 2 gone, 3 gave way.
  @JCStressTest
  @Outcome(id = {"1, 2", "2, 1", "1, 0", "0, 1"}, expect = Expect.ACCEPTABLE, desc = "one took the other")
  @Outcome(id = {"1, 3", "3, 1"}, expect = Expect.ACCEPTABLE, desc = "one gave way, then was taken")
  @Outcome(id = {"3, 2", "2, 3"}, expect = Expect.FORBIDDEN, desc = "gone, though nobody took it")
  @Outcome(id = "3, 3", expect = Expect.ACCEPTABLE_INTERESTING, desc = "ranks are equal: both gave way and try again")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both took, or neither")
  @State
  public static class TwoThatClaimEachOther {
    private final Waiter a = new Quiet();
    private final Waiter b = new Quiet();

    @Actor
    public void first(II_Result r) {
      r.r1 = attempt(a, b);
    }

    @Actor
    public void second(II_Result r) {
      r.r2 = attempt(b, a);
    }

    private static int attempt(Waiter self, Waiter partner) {
      if (!self.claim()) {
        return 0;
      }
      return switch (self.take(partner)) {
        case YES -> {
          self.commit();
          yield 1;
        }
        case GONE -> {
          self.unclaim();
          yield 2;
        }
        case GIVE_WAY -> {
          self.unclaim();
          yield 3;
        }
      };
    }
  }

  @JCStressTest
  @Outcome(id = {"1, 7, 42", "0, 0, 42"}, expect = Expect.ACCEPTABLE, desc = "done means that the result is there")
  @Outcome(expect = Expect.FORBIDDEN, desc = "done, but the result is not visible")
  @State
  public static class ResultIsPublished {
    private final Waiter waiter = new Quiet();
    private int plain;

    @Actor
    public void settler() {
      if (waiter.trySettle()) {
        plain = 7;
        waiter.succeed(42);
        waiter.finish(waiter);
      }
    }

    @Actor
    public void reader(III_Result r) {
      if (waiter.isDone()) {
        r.r1 = 1;
        r.r2 = waiter.winner() == waiter ? plain : -1;
      }
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = waiter.result() instanceof Integer value ? value : 0;
    }
  }
}
