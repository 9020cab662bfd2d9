package dev.weft.channel;

import dev.weft.Outcome.Success;
import dev.weft.Select;
import dev.weft.Selectable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/// Selects take one clause or none, together with whoever is on the other side.
public final class SelectStress {
  private SelectStress() {}

  static int value(dev.weft.Outcome<Integer> outcome) {
    return outcome instanceof Success<Integer>(Integer value) ? value : -100;
  }

  /// Sent on a, sent on b, received, and how often.
  @JCStressTest
  @Outcome(id = {"1, 0, 10, 1", "0, 1, 20, 1"}, expect = Expect.ACCEPTABLE, desc = "one of the two was taken")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both, none, or not the one that was sent")
  @State
  public static class TwoSendersOneSelect {
    private final Channel<Integer> a = Channel.rendezvous();
    private final Channel<Integer> b = Channel.rendezvous();
    private int got;
    private int times;

    public TwoSendersOneSelect() {
      Select.<Integer>any(a.receiving(), b.receiving()).onReady(this::got);
    }

    private void got(dev.weft.Outcome<Integer> outcome) {
      got = value(outcome);
      times++;
    }

    @Actor
    public void onA(IIII_Result r) {
      r.r1 = a.trySend(10) ? 1 : 0;
    }

    @Actor
    public void onB(IIII_Result r) {
      r.r2 = b.trySend(20) ? 1 : 0;
    }

    @Arbiter
    public void end(IIII_Result r) {
      r.r3 = got;
      r.r4 = times;
    }
  }

  /// Each of three would exchange with the next one: one pair does, and one is left over. What each got: 1 sent, 2 received.
  @JCStressTest
  @Outcome(
      id = {"1, 2, 0", "0, 1, 2", "2, 0, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "a pair has exchanged a value")
  @Outcome(expect = Expect.FORBIDDEN, desc = "nobody, more than a pair, or half an exchange")
  @State
  public static class ThreeInACircle {
    private final Channel<Integer> ab = Channel.rendezvous();
    private final Channel<Integer> bc = Channel.rendezvous();
    private final Channel<Integer> ca = Channel.rendezvous();
    private final int[] got = new int[3];

    private void exchange(int me, Channel<Integer> to, Channel<Integer> from) {
      Select.<Integer>any(to.sending(2).map(_ -> 1), from.receiving()).onReady(outcome -> got[me] += value(outcome));
    }

    @Actor
    public void a() {
      exchange(0, ab, ca);
    }

    @Actor
    public void b() {
      exchange(1, bc, ab);
    }

    @Actor
    public void c() {
      exchange(2, ca, bc);
    }

    @Arbiter
    public void end(III_Result r) {
      r.r1 = got[0];
      r.r2 = got[1];
      r.r3 = got[2];
    }
  }

  /// A select gives up while another select, which is just being made, takes it. Gave up, left got, right got.
  @JCStressTest
  @Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "gave up, and the other one waits")
  @Outcome(id = {"0, 1, 10", "0, 20, 2"}, expect = Expect.ACCEPTABLE, desc = "exchanged on one of the channels")
  @Outcome(expect = Expect.FORBIDDEN, desc = "half an exchange, or one with somebody who has left")
  @State
  public static class ClaimAgainstCancel {
    private final Channel<Integer> a = Channel.rendezvous();
    private final Channel<Integer> b = Channel.rendezvous();
    private int left;
    private int right;
    private final Selectable.Pending waiting =
        Select.<Integer>any(a.sending(10).map(_ -> 1), b.receiving()).onReady(outcome -> left += value(outcome));

    @Actor
    public void canceller(III_Result r) {
      r.r1 = waiting.cancel() ? 1 : 0;
    }

    @Actor
    public void partner() {
      Select.<Integer>any(b.sending(20).map(_ -> 2), a.receiving()).onReady(outcome -> right += value(outcome));
    }

    @Arbiter
    public void end(III_Result r) {
      r.r2 = left;
      r.r3 = right;
    }
  }

  /// At every moment one of the two channels has a value. Taken by the meddler, found by the look.
  @JCStressTest
  @Outcome(id = {"1, 2", "0, 1", "0, 2"}, expect = Expect.ACCEPTABLE, desc = "found one of them")
  @Outcome(id = "1, 1", expect = Expect.FORBIDDEN, desc = "one value taken by both")
  @Outcome(expect = Expect.FORBIDDEN, desc = "looked at the one before and at the other after")
  @State
  public static class LookAtTwo {
    private final Channel<Integer> one = Channel.buffered(1);
    private final Channel<Integer> other = Channel.buffered(1);

    public LookAtTwo() {
      one.trySend(1);
    }

    @Actor
    public void meddler(II_Result r) {
      other.trySend(2);
      r.r1 = one.tryReceive().isPresent() ? 1 : 0;
    }

    @Actor
    public void looker(II_Result r) {
      r.r2 = Select.any(other.receiving(), one.receiving()).poll().orElse(0);
    }
  }
}
