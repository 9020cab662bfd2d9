package dev.weft.channel;

import dev.weft.Outcome.Success;
import dev.weft.Select;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/// Channels between two threads.
public final class ChannelStress {
  private ChannelStress() {}

  @JCStressTest
  @Outcome(id = {"1, 1"}, expect = Expect.ACCEPTABLE, desc = "sent before the close, and received")
  @Outcome(id = {"0, 0"}, expect = Expect.ACCEPTABLE, desc = "refused")
  @Outcome(expect = Expect.FORBIDDEN, desc = "taken and lost, or refused and received")
  @State
  public static class SendAgainstClose {
    private final Channel<Integer> channel = Channel.buffered(1);

    @Actor
    public void sender(II_Result r) {
      r.r1 = channel.trySend(1) ? 1 : 0;
    }

    @Actor
    public void closer() {
      channel.close();
    }

    @Arbiter
    public void end(II_Result r) {
      r.r2 = channel.tryReceive().orElse(0);
    }
  }

  /// A callback receiver gives up while somebody sends.
  @JCStressTest
  @Outcome(id = {"1, 0, 1"}, expect = Expect.ACCEPTABLE, desc = "delivered")
  @Outcome(id = {"0, 1, 0"}, expect = Expect.ACCEPTABLE, desc = "given up")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost or both")
  @State
  public static class SendAgainstGivingUp {
    private final Channel<Integer> channel = Channel.rendezvous();
    private int got;
    private final dev.weft.Selectable.Pending pending = channel.receiving().onReady(this::got);

    private void got(dev.weft.Outcome<Integer> outcome) {
      got = outcome instanceof Success<Integer>(Integer value) ? value : -1;
    }

    @Actor
    public void sender(III_Result r) {
      r.r1 = channel.trySend(1) ? 1 : 0;
    }

    @Actor
    public void giver(III_Result r) {
      r.r2 = pending.cancel() ? 1 : 0;
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = got;
    }
  }

  @JCStressTest
  @Outcome(id = {"1, 7", "0, 0"}, expect = Expect.ACCEPTABLE, desc = "what was done before the send is seen after the receive")
  @Outcome(expect = Expect.FORBIDDEN, desc = "received, but not visible")
  @State
  public static class SendPublishes {
    private final Channel<Integer> channel = Channel.buffered(1);
    private int plain;

    @Actor
    public void sender() {
      plain = 7;
      channel.trySend(1);
    }

    @Actor
    public void receiver(II_Result r) {
      if (channel.tryReceive().isPresent()) {
        r.r1 = 1;
        r.r2 = plain;
      }
    }
  }

  /// Two selects on the same two channels, in opposite directions: one value is handed over, on one of the channels.
  @JCStressTest
  @Outcome(id = {"1, 11, 0", "2, 0, 22"}, expect = Expect.ACCEPTABLE, desc = "on a or on b")
  @Outcome(expect = Expect.FORBIDDEN, desc = "none, both, or half an exchange")
  @State
  public static class TwoSelectsFacingEachOther {
    private final Channel<Integer> a = Channel.rendezvous();
    private final Channel<Integer> b = Channel.rendezvous();
    private int left;
    private int right;

    @Actor
    public void one() {
      Select.<Integer>any(a.sending(1).map(_ -> 10), b.receiving().map(n -> n * 10)).onReady(outcome -> left = value(outcome));
    }

    @Actor
    public void two() {
      Select.<Integer>any(b.sending(2).map(_ -> 2), a.receiving().map(n -> n)).onReady(outcome -> right = value(outcome));
    }

    private static int value(dev.weft.Outcome<Integer> outcome) {
      return outcome instanceof Success<Integer>(Integer value) ? value : -100;
    }

    /// On a: left 10, right 1. On b: left 20, right 2.
    @Arbiter
    public void end(III_Result r) {
      r.r1 = right;
      r.r2 = left == 10 ? left + right : 0;
      r.r3 = left == 20 ? left + right : 0;
    }
  }
}
