package dev.weft.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.wait.Event;
import dev.weft.wait.Waiter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A select's look at a channel without its lock: what is there all the time is seen.
@Timeout(60)
class FirstLookTest {
  private static final int ROUNDS = 300_000;

  /// A value is taken, and that of a sender that waits takes its place, in one step: there is a value before, after and meanwhile.
  @Test
  void seesAValueWhileASendersTakesThePlaceOfAnother() throws Exception {
    Channel<Integer> channel = Channel.buffered(1);
    channel.send(0);
    var over = new AtomicBoolean();
    var missed = new AtomicBoolean();
    Thread looker = Thread.ofPlatform().start(() -> {
      var receiving = (Event<?>) channel.receiving();
      while (!over.get()) {
        if (!receiving.mayBeReady()) {
          missed.set(true);
        }
      }
    });
    try {
      for (int i = 1; i <= ROUNDS; i++) {
        channel.sending(i).onReady(_ -> {});
        assertThat(channel.tryReceive()).hasValue(i - 1);
      }
    } finally {
      over.set(true);
      looker.join();
    }
    assertThat(missed).isFalse();
  }

  /// Else the second clause, which is ready all the time, would be preferred to it.
  @Test
  void seesWhatNeedsNoPartner() {
    Channel<String> second = Channel.buffered(1);
    second.trySend("second");
    Channel<String> full = Channel.dropOldest(1);
    full.trySend("old");
    assertThat(Select.first(full.sending("new"), second.receiving()).poll()).contains("new");
    Channel<String> closed = Channel.rendezvous();
    closed.close();
    assertThatThrownBy(() -> Select.first(closed.receiving(), second.receiving()).poll()).isInstanceOf(ChannelClosedException.class);
    assertThatThrownBy(() -> Select.first(closed.sending("late"), second.receiving()).poll()).isInstanceOf(ChannelClosedException.class);
    assertThat(second.size()).isEqualTo(1);
  }

  /// A channel that was open at the first look.
  @Test
  void whoComesToWaitAfterTheCloseDoesNotWait() {
    Channel<String> closed = Channel.rendezvous();
    closed.close();
    for (Selectable<String> clause : List.of(closed.receiving(), closed.sending("late"))) {
      var event = (Event<String>) clause;
      var waiter = new Waiter(event, event.offer());
      event.enlist(waiter);
      assertThat(waiter.isDone()).isTrue();
    }
  }

  /// Who has been settled by something else may stand in the queue for as long as it does not run.
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPartnerThatIsGoneIsNotWaitedFor() {
    Channel<String> channel = Channel.rendezvous();
    var receiving = (Event<String>) channel.receiving();
    var gone = new Waiter(receiving, null);
    receiving.enlist(gone);
    assertThat(gone.settleSelf()).isTrue();
    var sending = (Event<String>) channel.sending("value");
    sending.enlist(new Waiter(sending, "value"));
    assertThat(channel).asString().endsWith("rendezvous, 1 sending");
  }
}
