package dev.weft.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Each arrow of the waiter's state machine, and what is refused from each state.
class WaiterTest {
  private final WaitQueueTest.Never event = new WaitQueueTest.Never();
  private final Waiter waiter = new Waiter(event, "offer");

  @Test
  void aNewOneWaits() {
    assertThat(waiter.isWaiting()).isTrue();
    assertThat(waiter.isDone()).isFalse();
    assertThat(waiter.offer()).isEqualTo("offer");
    assertThat(waiter.waiter()).isSameAs(waiter);
    assertThat(waiter.position()).isZero();
    assertThatThrownBy(waiter::winner).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void isSettledOnce() {
    assertThat(waiter.trySettle()).isTrue();
    assertThat(waiter.trySettle()).isFalse();
    assertThat(waiter.settleSelf()).isFalse();
    assertThat(waiter.claim()).isFalse();
    assertThat(waiter.cancel()).isFalse();
    assertThat(waiter.isWaiting()).isFalse();
    assertThat(waiter.isDone()).isFalse();
    waiter.succeed("result");
    waiter.finish(waiter);
    assertThat(waiter.isDone()).isTrue();
    assertThat(waiter.winner().result()).isEqualTo("result");
    assertThat(waiter.cancel()).isFalse();
    assertThat(waiter.await()).isTrue();
  }

  @Test
  void settlesItselfOnce() {
    assertThat(waiter.settleSelf()).isTrue();
    assertThat(waiter.settleSelf()).isFalse();
    assertThat(waiter.trySettle()).isFalse();
  }

  @Test
  void aCancelledOneIsNeverSettled() {
    assertThat(waiter.cancel()).isTrue();
    assertThat(waiter.cancel()).isFalse();
    assertThat(waiter.trySettle()).isFalse();
    assertThat(waiter.settleSelf()).isFalse();
    assertThat(waiter.claim()).isFalse();
    assertThat(waiter.isWaiting()).isFalse();
    assertThat(new Waiter(event, null).take(waiter)).isEqualTo(Waiter.Taken.GONE);
  }

  @Test
  void aClaimThatIsGivenUpLeavesItWaiting() {
    assertThat(waiter.claim()).isTrue();
    assertThat(waiter.isWaiting()).isTrue();
    assertThat(waiter.claim()).isFalse();
    assertThat(waiter.settleSelf()).isFalse();
    waiter.unclaim();
    assertThat(waiter.trySettle()).isTrue();
  }

  @Test
  void aClaimThatIsMadeGoodSettlesIt() {
    var partner = new Waiter(event, null);
    assertThat(waiter.claim()).isTrue();
    assertThat(waiter.take(partner)).isEqualTo(Waiter.Taken.YES);
    waiter.commit();
    assertThat(waiter.trySettle()).isFalse();
    assertThat(partner.trySettle()).isFalse();
    assertThat(waiter.take(partner)).isEqualTo(Waiter.Taken.GONE);
  }

  @Test
  void whoeverWantsToSettleAClaimedOneWaitsForTheClaim() throws Exception {
    assertThat(waiter.claim()).isTrue();
    var result = new AtomicReference<Boolean>();
    Thread settler = Thread.ofPlatform().daemon().start(() -> result.set(waiter.trySettle()));
    LockSupport.parkNanos(2_000_000);
    assertThat(result.get()).isNull();
    waiter.unclaim();
    settler.join();
    assertThat(result.get()).isTrue();

    var other = new Waiter(event, null);
    assertThat(other.claim()).isTrue();
    Thread canceller = Thread.ofPlatform().daemon().start(() -> result.set(other.cancel()));
    other.commit();
    canceller.join();
    assertThat(result.get()).isFalse();
  }

  /// Of two that claim each other, at least one gives way, and never does either take a claimed one.
  @Test
  void ofTwoThatClaimOneGivesWay() throws Exception {
    for (int round = 0; round < 200; round++) {
      var a = new Waiter(event, null);
      var b = new Waiter(event, null);
      assertThat(a.claim()).isTrue();
      assertThat(b.claim()).isTrue();
      var first = new AtomicReference<Waiter.Taken>();
      var second = new AtomicReference<Waiter.Taken>();
      Thread one = claimant(a, b, first);
      Thread two = claimant(b, a, second);
      one.join();
      two.join();
      boolean aWon = first.get() == Waiter.Taken.YES;
      boolean bWon = second.get() == Waiter.Taken.YES;
      assertThat(aWon && bWon).isFalse();
      assertThat(aWon || bWon || (first.get() == Waiter.Taken.GIVE_WAY && second.get() == Waiter.Taken.GIVE_WAY))
          .isTrue();
    }
  }

  private static Thread claimant(Waiter self, Waiter partner, AtomicReference<Waiter.Taken> result) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              Waiter.Taken taken = self.take(partner);
              if (taken == Waiter.Taken.YES) {
                self.commit();
              } else {
                self.unclaim();
              }
              result.set(taken);
            });
  }

  @Test
  void resultsOfEveryKindAreToldApart() {
    waiter.succeed(null);
    assertThat(waiter.ended()).isFalse();
    waiter.succeed(new IllegalStateException("a value like any other"));
    assertThat(waiter.ended()).isFalse();
    assertThat(waiter.failure()).isNull();
    waiter.end(null);
    assertThat(waiter.ended()).isTrue();
    assertThat(waiter.failure()).isNull();
    var cause = new IllegalStateException("why");
    waiter.end(cause);
    assertThat(waiter.ended()).isTrue();
    assertThat(waiter.failure()).isSameAs(cause);
  }

  @OnEveryScheduler
  void anInterruptCancelsAndClearsTheStatus(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var self = new Waiter(event, null);
              Thread current = Thread.currentThread();
              Thread.ofPlatform().start(current::interrupt);
              assertThat(self.await()).isFalse();
              assertThat(Thread.currentThread().isInterrupted()).isFalse();
              assertThat(self.trySettle()).isFalse();
            });
  }

  @OnEveryScheduler
  void anInterruptAfterTheSettlementLeavesResultAndStatus(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var self = new Waiter(event, null);
              Thread current = Thread.currentThread();
              var settled = new CountDownLatch(1);
              assertThat(self.trySettle()).isTrue();
              Thread.ofPlatform()
                  .start(
                      () -> {
                        current.interrupt();
                        settled.countDown();
                        self.succeed("result");
                        self.finish(self);
                      });
              assertThat(self.await()).isTrue();
              assertThat(self.result()).isEqualTo("result");
              while (settled.getCount() > 0) {
                Thread.onSpinWait();
              }
              assertThat(Thread.interrupted()).isTrue();
            });
  }

  /// Unparks out of nowhere change nothing.
  @OnEveryScheduler
  void spuriousWakeUpsAreIgnored(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              var self = new Waiter(event, null);
              var unparked = new AtomicBoolean();
              Thread current = Thread.currentThread();
              Thread.ofPlatform()
                  .start(
                      () -> {
                        for (int i = 0; i < 50; i++) {
                          LockSupport.unpark(current);
                          LockSupport.parkNanos(10_000);
                        }
                        unparked.set(true);
                        Eventually.until("the waiter can be settled", self::trySettle);
                        self.finish(self);
                      });
              assertThat(self.await()).isTrue();
              assertThat(unparked).isTrue();
            });
  }
}
