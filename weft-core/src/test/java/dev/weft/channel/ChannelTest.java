package dev.weft.channel;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Select;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Collected;
import dev.weft.testing.OnEveryScheduler;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What kinds of channels there are, what fits into them, and what an operation leaves that did not happen.
class ChannelTest {
  private final List<Integer> undelivered = new ArrayList<>();

  // ---- kinds

  @Test
  void capacitiesAreChecked() {
    assertThatThrownBy(() -> Channel.buffered(-1)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("-1");
    assertThatThrownBy(() -> Channel.dropOldest(0)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0");
    assertThatThrownBy(() -> Channel.dropNewest(-5)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("-5");
    assertThat(Channel.buffered(0).capacity()).isZero();
    assertThat(Channel.unlimited().capacity()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void nullIsNoValue() {
    Channel<Integer> channel = Channel.buffered(1);
    assertThatThrownBy(() -> channel.send(null)).isInstanceOf(NullPointerException.class).hasMessageContaining("null");
    assertThatThrownBy(() -> channel.trySend(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> channel.sending(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> channel.close(null)).isInstanceOf(NullPointerException.class);
    assertThat(channel.isClosed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 100})
  void aBufferHoldsItsCapacityInOrder(int capacity) throws Exception {
    Channel<Integer> channel = Channel.buffered(capacity);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < capacity; i++) {
        assertThat(channel.trySend(i)).isTrue();
      }
      assertThat(channel.trySend(-1)).isFalse();
      assertThat(channel.size()).isEqualTo(capacity);
      for (int i = 0; i < capacity; i++) {
        assertThat(channel.receive()).isEqualTo(i);
      }
      assertThat(channel.tryReceive()).isEmpty();
    }
  }

  @Test
  void anUnlimitedOneNeverFills() throws Exception {
    Channel<Integer> channel = Channel.unlimited();
    for (int i = 0; i < 10_000; i++) {
      channel.send(i);
    }
    for (int i = 0; i < 10_000; i++) {
      assertThat(channel.receive()).isEqualTo(i);
    }
  }

  @Test
  void aConflatedOneKeepsTheLatest() throws Exception {
    Channel<Integer> channel = Channel.<Integer>conflated().onUndelivered(undelivered::add);
    for (int i = 0; i < 5; i++) {
      channel.send(i);
    }
    assertThat(channel.receive()).isEqualTo(4);
    assertThat(channel.tryReceive()).isEmpty();
    assertThat(undelivered).containsExactly(0, 1, 2, 3);
  }

  @Test
  void theOldestOrTheNewestIsDropped() throws Exception {
    Channel<Integer> oldest = Channel.<Integer>dropOldest(3).onUndelivered(undelivered::add);
    for (int i = 0; i < 5; i++) {
      assertThat(oldest.trySend(i)).isTrue();
    }
    assertThat(oldest.receiveUpTo(10)).containsExactly(2, 3, 4);
    assertThat(undelivered).containsExactly(0, 1);
    undelivered.clear();
    Channel<Integer> newest = Channel.<Integer>dropNewest(3).onUndelivered(undelivered::add);
    for (int i = 0; i < 5; i++) {
      Select.any(newest.sending(i)).await();
    }
    assertThat(newest.receiveUpTo(2)).containsExactly(0, 1);
    assertThat(newest.receiveUpTo(2)).containsExactly(2);
    assertThat(undelivered).containsExactly(3, 4);
  }

  /// Single operations that do not wait, on every kind, against a plain deque.
  @ParameterizedTest
  @ValueSource(strings = {"rendezvous", "buffered 1", "buffered 5", "unlimited", "conflated", "oldest 3", "newest 3"})
  void behavesLikeADeque(String kind) {
    Channel<Integer> channel = make(kind);
    channel.onUndelivered(undelivered::add);
    Deque<Integer> model = new ArrayDeque<>();
    List<Integer> dropped = new ArrayList<>();
    int capacity = channel.capacity();
    boolean dropsOldest = kind.equals("conflated") || kind.startsWith("oldest");
    boolean dropsNewest = kind.startsWith("newest");
    var random = new Random(kind.hashCode());
    for (int i = 0; i < 5_000; i++) {
      if (random.nextBoolean()) {
        boolean room = model.size() < capacity;
        boolean sent = random.nextBoolean() ? channel.trySend(i) : channel.sending(i).poll().isPresent();
        assertThat(sent).isEqualTo(room || dropsOldest || dropsNewest);
        if (!room && dropsOldest) {
          dropped.add(model.pollFirst());
          model.add(i);
        } else if (!room && dropsNewest) {
          dropped.add(i);
        } else if (room) {
          model.add(i);
        }
      } else {
        Integer expected = model.pollFirst();
        assertThat(random.nextBoolean() ? channel.tryReceive() : channel.receiving().poll())
            .isEqualTo(java.util.Optional.ofNullable(expected));
      }
      assertThat(channel.size()).isEqualTo(model.size());
    }
    assertThat(undelivered).isEqualTo(dropped);
  }

  private static Channel<Integer> make(String kind) {
    return switch (kind) {
      case "rendezvous" -> Channel.rendezvous();
      case "buffered 1" -> Channel.buffered(1);
      case "buffered 5" -> Channel.buffered(5);
      case "unlimited" -> Channel.unlimited();
      case "conflated" -> Channel.conflated();
      case "oldest 3" -> Channel.dropOldest(3);
      case "newest 3" -> Channel.dropNewest(3);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @Test
  void whatHasLeftItIsNotKept() throws Exception {
    Channel<Object> channel = Channel.buffered(3);
    channel.send(new Object());
    Collected.until("what was received", new WeakReference<>(channel.receive()));
    List<WeakReference<Object>> dropped = new ArrayList<>();
    Channel<Object> dropping = Channel.dropOldest(3).onUndelivered(value -> dropped.add(new WeakReference<>(value)));
    for (int i = 0; i < 4; i++) {
      dropping.send(new Object());
    }
    assertThat(dropped).hasSize(1);
    Collected.until("what was dropped", dropped.getFirst());
    assertThat(dropping.size()).isEqualTo(3);
  }

  // ---- interrupts and limits

  @OnEveryScheduler
  void anInterruptedOperationTakesNothing(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.buffered(1);
              channel.send(1);
              Channel<Integer> withRoom = Channel.buffered(1);
              for (dev.weft.Action operation :
                  List.<dev.weft.Action>of(
                      () -> channel.send(2), () -> withRoom.send(2), channel::receive, channel::next, () -> channel.receiveUpTo(1),
                      () -> channel.receiving().await(), () -> channel.sending(3).await(ofMillis(1)))) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(operation::run).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
              }
              assertThat(withRoom.size()).isZero();
              assertThat(channel.receive()).isEqualTo(1);
              Thread.currentThread().interrupt();
              assertThatThrownBy(() -> channel.iterator().hasNext()).isInstanceOf(CancellationException.class);
              assertThat(Thread.interrupted()).isTrue();
              assertThatThrownBy(() -> channel.receiving().await(ofMillis(1)))
                  .isInstanceOf(TimeoutException.class)
                  .hasMessageContaining("receive from");
              assertThat(channel.toString()).doesNotContain("receiving").doesNotContain("sending");
            });
  }

  @Test
  void batchesNeedRoom() {
    assertThatThrownBy(() -> Channel.buffered(1).receiveUpTo(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void itSaysWhatItIs() throws Exception {
    Channel<Integer> pages = Channel.<Integer>buffered(100).named("pages");
    pages.send(1);
    assertThat(pages).hasToString("channel pages: 1 of 100");
    pages.close();
    assertThat(pages).hasToString("channel pages: 1 of 100, closed");
    assertThat(Channel.rendezvous().named("meet")).hasToString("channel meet: rendezvous");
    assertThat(Channel.unlimited().named("all")).hasToString("channel all: 0 of any number");
  }
}
