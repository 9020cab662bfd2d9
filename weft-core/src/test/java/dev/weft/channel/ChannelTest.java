package dev.weft.channel;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
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

  // ---- closing

  @Test
  void bufferedValuesComeBeforeTheEnd() throws Exception {
    Channel<Integer> channel = Channel.buffered(3);
    channel.send(1);
    channel.send(2);
    channel.close();
    assertThat(channel.isClosed()).isTrue();
    assertThat(channel.receive()).isEqualTo(1);
    assertThat(channel.next()).isEqualTo(new Received.Value<>(2));
    assertThat(channel.next()).isEqualTo(new Received.Closed<>());
    assertThat(channel.tryReceive()).isEmpty();
    assertThat(channel.receiveUpTo(5)).isEmpty();
    assertThatThrownBy(channel::receive).isInstanceOf(ChannelClosedException.class).hasNoCause();
    assertThat(channel.iterator().hasNext()).isFalse();
  }

  @Test
  void theCauseComesAfterTheBufferedValues() throws Exception {
    var why = new IllegalStateException("disk full");
    Channel<Integer> channel = Channel.buffered(3);
    channel.send(1);
    channel.close(why);
    channel.close(new IllegalStateException("a second cause"));
    channel.close();
    assertThat(channel.receive()).isEqualTo(1);
    assertThat(channel.next()).isEqualTo(new Received.Failed<>(why));
    assertThatThrownBy(channel::receive).isInstanceOf(ChannelClosedException.class).hasCause(why);
    assertThatThrownBy(() -> channel.receiveUpTo(2)).isInstanceOf(ChannelClosedException.class).hasCause(why);
    assertThatThrownBy(() -> channel.iterator().hasNext()).isInstanceOf(ChannelClosedException.class).hasCause(why);
    assertThatThrownBy(() -> channel.send(2)).isInstanceOf(ChannelClosedException.class).hasCause(why);
    assertThat(channel.trySend(2)).isFalse();
  }

  @Test
  void closingTwiceKeepsTheFirst() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    channel.close();
    channel.close(new IllegalStateException("too late"));
    assertThat(channel.next()).isEqualTo(new Received.Closed<>());
  }

  @Test
  void aRefusedValueGoesToTheHookHoweverItIsSent() {
    Channel<Integer> channel = Channel.<Integer>rendezvous().onUndelivered(undelivered::add);
    channel.close();
    assertThatThrownBy(() -> channel.send(1)).isInstanceOf(ChannelClosedException.class).hasMessageContaining("not taken");
    assertThatThrownBy(() -> channel.sending(2).await()).isInstanceOf(ChannelClosedException.class);
    assertThatThrownBy(() -> Select.any(channel.sending(3), Channel.<Integer>rendezvous().receiving()).await())
        .isInstanceOf(ChannelClosedException.class);
    assertThat(undelivered).containsExactly(1, 2, 3);
  }

  @OnEveryScheduler
  void aCloseTellsAllWhoWait(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.<Integer>rendezvous().onUndelivered(undelivered::add);
              try (var scope = Scope.open()) {
                var plain = scope.fork(() -> catchClosed(() -> channel.send(1)));
                var select = scope.fork(() -> catchClosed(() -> Select.any(channel.sending(2)).await()));
                Eventually.until("both senders wait", () -> channel.toString().contains("2 sending"));
                channel.close(new IllegalStateException("why"));
                assertThat(plain.join()).hasMessageContaining("not taken").hasRootCauseMessage("why");
                assertThat(select.join()).hasRootCauseMessage("why");
              }
              assertThat(undelivered).containsExactlyInAnyOrder(1, 2);
              Channel<Integer> other = Channel.buffered(2);
              try (var scope = Scope.open()) {
                var plain = scope.fork(() -> catchClosed(other::receive));
                var select = scope.fork(() -> other.nexting().await());
                Eventually.until("both receivers wait", () -> other.toString().contains("2 receiving"));
                other.close();
                assertThat(plain.join()).hasNoCause();
                assertThat(select.join()).isEqualTo(new Received.Closed<>());
              }
            });
  }

  private static ChannelClosedException catchClosed(dev.weft.Action action) throws Exception {
    try {
      action.run();
    } catch (ChannelClosedException e) {
      return e;
    }
    throw new AssertionError("the channel was not closed");
  }

  @OnEveryScheduler
  void aHookThatThrowsLeavesNobodyBehind(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.<Integer>rendezvous();
              channel.onUndelivered(
                  n -> {
                    undelivered.add(n);
                    throw new IllegalStateException("a hook's own fault");
                  });
              try (var scope = Scope.open()) {
                var first = scope.fork(() -> catchClosed(() -> channel.send(1)));
                var second = scope.fork(() -> catchClosed(() -> channel.send(2)));
                Eventually.until("both senders wait", () -> channel.toString().contains("2 sending"));
                channel.close();
                first.join();
                second.join();
              }
              assertThat(undelivered).containsExactlyInAnyOrder(1, 2);
            });
  }

  @Test
  void abandoningGivesTheBufferToTheHook() throws Exception {
    Channel<Integer> channel = Channel.<Integer>buffered(3).onUndelivered(undelivered::add);
    channel.send(1);
    channel.send(2);
    channel.abandon();
    assertThat(undelivered).containsExactly(1, 2);
    assertThat(channel.next()).isEqualTo(new Received.Closed<>());
  }

  // ---- order

  @OnEveryScheduler
  void parkedSendersAreServedInTheirOrder(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.rendezvous();
              int senders = 20;
              try (var scope = Scope.open()) {
                for (int i = 0; i < senders; i++) {
                  int n = i;
                  scope.fork(() -> channel.send(n));
                  Eventually.until("sender " + n + " waits", () -> channel.toString().contains(", " + (n + 1) + " sending"));
                }
                for (int i = 0; i < senders; i++) {
                  assertThat(channel.receive()).isEqualTo(i);
                }
              }
            });
  }

  @OnEveryScheduler
  void parkedReceiversAreServedInTheirOrder(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.buffered(4);
              int receivers = 20;
              try (var scope = Scope.open()) {
                List<Fiber<Integer>> waiting = new ArrayList<>();
                for (int i = 0; i < receivers; i++) {
                  int n = i;
                  waiting.add(scope.fork(() -> channel.receive()));
                  Eventually.until("receiver " + n + " waits", () -> channel.toString().contains((n + 1) + " receiving"));
                }
                for (int i = 0; i < receivers; i++) {
                  channel.send(i);
                }
                for (int i = 0; i < receivers; i++) {
                  assertThat(waiting.get(i).join()).isEqualTo(i);
                }
              }
            });
  }

  /// A parked sender's value comes after those in the buffer, and its place in the buffer is the last.
  @OnEveryScheduler
  void theBufferIsRefilledInOrder(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.buffered(2);
              try (var scope = Scope.open()) {
                scope.fork(
                    () -> {
                      for (int i = 0; i < 1000; i++) {
                        channel.send(i);
                      }
                      channel.close();
                    });
                int expected = 0;
                for (int value : channel) {
                  assertThat(value).isEqualTo(expected++);
                }
                assertThat(expected).isEqualTo(1000);
              }
            });
  }

  // ---- interrupts and limits

  @OnEveryScheduler
  void anInterruptedOperationTakesNothing(Scheduler scheduler) throws Exception {
    Weft.with(scheduler)
        .run(
            () -> {
              Channel<Integer> channel = Channel.buffered(1);
              channel.send(1);
              for (dev.weft.Action operation :
                  List.<dev.weft.Action>of(
                      () -> channel.send(2), channel::receive, channel::next, () -> channel.receiveUpTo(1),
                      () -> channel.receiving().await(), () -> channel.sending(3).await(ofMillis(1)))) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(operation::run).isInstanceOf(InterruptedException.class);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
              }
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
