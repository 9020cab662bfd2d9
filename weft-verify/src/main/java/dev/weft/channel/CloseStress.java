package dev.weft.channel;

import dev.weft.Outcome.Failure;
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
import org.openjdk.jcstress.infra.results.II_Result;

/// A channel that is closed while others send, receive and give up.
public final class CloseStress {
  private CloseStress() {}

  /// Sent, received, left over, undelivered.
  @JCStressTest
  @Outcome(id = "0, 0, 0, 0", expect = Expect.ACCEPTABLE, desc = "refused")
  @Outcome(id = {"1, 1, 0, 0", "1, 0, 1, 0"}, expect = Expect.ACCEPTABLE, desc = "taken, and received now or later")
  @Outcome(expect = Expect.FORBIDDEN, desc = "lost or doubled")
  @State
  public static class SendAgainstCloseAgainstReceive {
    private int undelivered;
    private final Channel<Integer> channel = Channel.<Integer>buffered(1).onUndelivered(_ -> undelivered++);

    @Actor
    public void sender(IIII_Result r) {
      r.r1 = channel.trySend(1) ? 1 : 0;
    }

    @Actor
    public void closer() {
      channel.close();
    }

    @Actor
    public void receiver(IIII_Result r) {
      r.r2 = channel.tryReceive().isPresent() ? 1 : 0;
    }

    @Arbiter
    public void end(IIII_Result r) {
      r.r3 = channel.tryReceive().isPresent() ? 1 : 0;
      r.r4 = undelivered;
    }
  }

  /// A sender waits. Gave up, was refused, undelivered.
  @JCStressTest
  @Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "gave up, and keeps the value")
  @Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "refused, and the value went to the hook")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the value is nowhere, or in two places")
  @State
  public static class WaitingSenderAgainstCloseAgainstCancel {
    private int undelivered;
    private int refused;
    private final Channel<Integer> channel = Channel.<Integer>rendezvous().onUndelivered(_ -> undelivered++);
    private final Selectable.Pending pending =
        channel.sending(7).onReady(outcome -> refused += outcome instanceof Failure<Integer> ? 1 : 100);

    @Actor
    public void closer() {
      channel.close();
    }

    @Actor
    public void canceller(III_Result r) {
      r.r1 = pending.cancel() ? 1 : 0;
    }

    @Arbiter
    public void end(III_Result r) {
      r.r2 = refused;
      r.r3 = undelivered;
    }
  }

  /// A sender waits while one closes, one receives, and the sender gives up. Gave up, received, sent (1) or refused (2), undelivered.
  @JCStressTest
  @Outcome(id = "1, 0, 0, 0", expect = Expect.ACCEPTABLE, desc = "gave up")
  @Outcome(id = "0, 7, 1, 0", expect = Expect.ACCEPTABLE, desc = "handed over")
  @Outcome(id = "0, 0, 2, 1", expect = Expect.ACCEPTABLE, desc = "refused")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the value is nowhere, or in two places")
  @State
  public static class WaitingSenderAgainstAll {
    private int undelivered;
    private int end;
    private final Channel<Integer> channel = Channel.<Integer>rendezvous().onUndelivered(_ -> undelivered++);
    private final Selectable.Pending pending =
        channel.sending(7).onReady(outcome -> end += outcome instanceof Success<Integer> ? 1 : 2);

    @Actor
    public void closer() {
      channel.close();
    }

    @Actor
    public void receiver(IIII_Result r) {
      r.r2 = channel.tryReceive().orElse(0);
    }

    @Actor
    public void canceller(IIII_Result r) {
      r.r1 = pending.cancel() ? 1 : 0;
    }

    @Arbiter
    public void end(IIII_Result r) {
      r.r3 = end;
      r.r4 = undelivered;
    }
  }

  /// A receiver waits. Gave up, was told of the end.
  @JCStressTest
  @Outcome(id = {"1, 0", "0, 1"}, expect = Expect.ACCEPTABLE, desc = "gave up or was told")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or neither")
  @State
  public static class WaitingReceiverAgainstCloseAgainstCancel {
    private final Channel<Integer> channel = Channel.rendezvous();
    private int told;
    private final Selectable.Pending pending =
        channel.nexting().onReady(outcome -> told += outcome instanceof Success<Received<Integer>> ? 1 : 100);

    @Actor
    public void closer() {
      channel.close();
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
}
