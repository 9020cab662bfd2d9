package dev.weft.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.WaitReason;
import dev.weft.Weft;
import dev.weft.internal.util.Locked;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.OnEveryScheduler;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A waiter in one queue alone: settled or cancelled under the queue's lock, never both.
class AloneWaiterTest {
  /// A queue with its lock, as events have them.
  private static final class Door extends Locked {
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

    @Nullable WaitNode settleFirst() {
      lock();
      WaitNode node = queue.settleFirst();
      unlock();
      return node;
    }
  }

  private static final class Opening extends QueuedEvent<String> {
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

  private final Opening opening = new Opening();

  private Waiter queued() {
    Waiter waiter = Waiter.alone(opening, null);
    opening.enlist(waiter);
    return waiter;
  }

  @Test
  void isSettledByWhoTakesItOut() {
    Waiter waiter = queued();
    assertThat(waiter.isWaiting()).isTrue();
    assertThatThrownBy(waiter::winner).isInstanceOf(IllegalStateException.class);
    assertThat(opening.door.settleFirst()).isSameAs(waiter);
    assertThat(waiter.isWaiting()).isFalse();
    assertThat(waiter.isDone()).isFalse();
    assertThat(waiter.cancel()).isFalse();
    waiter.succeed("open");
    waiter.finish(waiter);
    assertThat(waiter.isDone()).isTrue();
    assertThat(waiter.winner()).isSameAs(waiter);
    assertThat(waiter.await()).isTrue();
  }

  @Test
  void cancelsByTakingItselfOut() {
    Waiter waiter = queued();
    assertThat(waiter.cancel()).isTrue();
    assertThat(waiter.isWaiting()).isFalse();
    assertThat(waiter.cancel()).isFalse();
    assertThat(opening.door.settleFirst()).isNull();
    assertThat(opening.door.queue.isEmpty()).isTrue();
  }

  @Test
  void isTakenByASelectThatHasClaimedItself() {
    Waiter partner = queued();
    var select = new Waiter(new WaitQueueTest.Never(), null);
    assertThat(select.claim()).isTrue();
    assertThat(select.take(partner)).isEqualTo(Waiter.Taken.YES);
    assertThat(opening.door.remove(partner)).isTrue();
    select.commit();
    assertThat(partner.cancel()).isFalse();
  }

  @OnEveryScheduler
  void anInterruptAndASettlementNeverBothCount(Scheduler scheduler) throws Exception {
    var settled = new AtomicInteger();
    var done = new AtomicInteger();
    Weft.with(scheduler)
        .run(
            () -> {
              for (int round = 0; round < 100; round++) {
                Waiter waiter = queued();
                Thread current = Thread.currentThread();
                Thread settler = Thread.ofPlatform().start(() -> settle(settled));
                Thread interrupter = Thread.ofPlatform().start(current::interrupt);
                if (waiter.await()) {
                  done.incrementAndGet();
                  assertThat(waiter.result()).isEqualTo("open");
                }
                joinAll(settler, interrupter);
                Thread.interrupted(); // it may have come after the settlement
                assertThat(done).hasValue(settled.get());
                assertThat(opening.door.queue.isEmpty()).isTrue();
              }
            });
  }

  private void settle(AtomicInteger settled) {
    WaitNode node = opening.door.settleFirst();
    if (node != null) {
      settled.incrementAndGet();
      node.succeed("open");
      node.waiter().finish(node);
    }
  }

  private static void joinAll(Thread... threads) {
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        Thread.onSpinWait();
      }
    }
  }
}
