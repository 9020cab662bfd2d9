package dev.weft.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Weft;
import dev.weft.schedule.Scheduler;
import dev.weft.testing.Eventually;
import dev.weft.testing.OnEveryScheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/// The end of a channel: for what is in it, for those who wait, and for those who come too late.
class ChannelCloseTest {
  private final List<Integer> undelivered = new ArrayList<>();

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
    assertThatThrownBy(() -> channel.iterator().next()).isInstanceOf(NoSuchElementException.class);
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
                    if (n == 1) {
                      throw new IllegalStateException("a hook's own fault");
                    }
                    throw new AssertionError("a hook's own error");
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
  void aCauseThatCannotEvenBeWrittenDownIsTheCauseAllTheSame() throws Exception {
    Channel<Integer> channel = Channel.buffered(1);
    var cause =
        new RuntimeException() {
          @Override
          public String toString() {
            throw new UnsupportedOperationException("a cause's own fault");
          }
        };
    channel.close(cause);
    assertThat(catchClosed(() -> channel.send(1)).getCause()).isSameAs(cause);
    assertThat(catchClosed(channel::receive).getCause()).isSameAs(cause);
    assertThat(channel.toString()).endsWith("closed by " + cause.getClass().getName() + " (its toString threw java.lang.UnsupportedOperationException)");
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
}
