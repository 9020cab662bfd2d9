package dev.weft.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.WaitReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WaitQueueTest {
  private final WaitQueue queue = new WaitQueue();

  /// An event that never happens by itself.
  static final class Never extends Event<String> {
    private final String what;

    Never() {
      this("nothing");
    }

    Never(String what) {
      this.what = what;
    }

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
      return WaitReason.of("wait for", what);
    }
  }

  private static Waiter waiter() {
    return new Waiter(new Never(), null);
  }

  @Test
  void firstComeFirstServed() {
    Waiter a = waiter();
    Waiter b = waiter();
    Waiter front = waiter();
    queue.add(a);
    queue.add(b);
    queue.addFirst(front);
    assertThat(queue.peek()).isSameAs(front);
    assertThat(queue.after(front)).isSameAs(a);
    assertThat(queue.settleFirst()).isSameAs(front);
    assertThat(queue.settleFirst()).isSameAs(a);
    assertThat(queue.settleFirst()).isSameAs(b);
    assertThat(queue.settleFirst()).isNull();
  }

  @Test
  void thoseWhoGaveUpAreSkipped() {
    Waiter gone = waiter();
    Waiter here = waiter();
    queue.add(gone);
    queue.add(here);
    gone.cancel();
    assertThat(queue.settleFirst()).isSameAs(here);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.size()).isZero();
  }

  @Test
  void thoseWhoGaveUpDoNotStandBeforeThoseWhoWait() {
    Waiter gone = waiter();
    Waiter here = waiter();
    queue.add(gone);
    queue.add(here);
    gone.cancel();
    assertThat(queue.peekWaiting()).isSameAs(here);
    here.cancel();
    assertThat(queue.peekWaiting()).isNull();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void twoPlacesOfOneWaiterAreSettledOnce() {
    var twice = new SelectWaiter(new Event<?>[] {new Never(), new Never()}, null);
    WaitNode second = twice.places()[1];
    queue.add(twice);
    queue.add(second);
    assertThat(queue.settleFirst()).isSameAs(twice);
    assertThat(queue.settleFirst()).isNull();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void removingTwiceIsHarmless() {
    Waiter a = waiter();
    queue.add(a);
    assertThat(queue.remove(a)).isTrue();
    assertThat(queue.remove(a)).isFalse();
    queue.add(a);
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void behavesLikeADeque() {
    var random = new Random(3);
    Deque<WaitNode> model = new ArrayDeque<>();
    for (int step = 0; step < 10_000; step++) {
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          Waiter node = waiter();
          queue.add(node);
          model.addLast(node);
        }
        case 2 -> {
          Waiter node = waiter();
          queue.addFirst(node);
          model.addFirst(node);
        }
        case 3 -> {
          List<WaitNode> all = new ArrayList<>(model);
          if (!all.isEmpty()) {
            WaitNode victim = all.get(random.nextInt(all.size()));
            assertThat(queue.remove(victim)).isTrue();
            model.remove(victim);
          }
        }
        default -> assertThat(queue.settleFirst()).isSameAs(model.pollFirst());
      }
      assertThat(queue.size()).isEqualTo(model.size());
      assertThat(queue.peek()).isSameAs(model.peekFirst());
    }
    WaitNode at = queue.peek();
    for (WaitNode expected : model) {
      assertThat(at).isSameAs(expected);
      at = queue.after(at);
    }
    assertThat(at).isNull();
  }
}
