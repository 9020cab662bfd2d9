package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.channel.Channel;
import dev.weft.channel.ChannelClosedException;
import dev.weft.channel.Received;
import dev.weft.sync.Mutex;
import dev.weft.testing.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A select of one clause waits as that clause does by itself.
@Timeout(60)
class OneClauseTest {
  private final Channel<Integer> channel = Channel.rendezvous();

  @Test
  void takesWhatComes() throws Exception {
    try (var scope = Scope.open()) {
      scope.fork(() -> {
        channel.send(1);
        channel.send(2);
        channel.send(3);
      });
      assertThat(Select.any(channel.receiving()).await()).isEqualTo(1);
      assertThat(Select.first(channel.nexting()).await()).isEqualTo(new Received.Value<>(2));
      assertThat(Select.any(Select.first(channel.receiving().map(n -> -n).when(() -> true))).map(n -> "value " + n).await()).isEqualTo("value -3");
    }
  }

  @Test
  void givesWhatItSends() throws Exception {
    try (var scope = Scope.open()) {
      Fiber<Integer> receiver = scope.fork(channel::receive);
      assertThat(Select.any(channel.sending(7)).map(n -> "sent " + n).await()).isEqualTo("sent 7");
      assertThat(receiver.join()).isEqualTo(7);
    }
  }

  @Test
  void seesTheEndAsItsClauseDoes() throws Exception {
    List<Integer> undelivered = new ArrayList<>();
    channel.onUndelivered(undelivered::add);
    channel.close(new IOException("cut"));
    assertThatThrownBy(() -> Select.any(channel.receiving()).await()).isInstanceOf(ChannelClosedException.class).hasRootCauseMessage("cut");
    assertThatThrownBy(() -> Select.any(channel.sending(8)).await()).isInstanceOf(ChannelClosedException.class);
    assertThat(Select.any(channel.nexting()).await()).isInstanceOf(Received.Failed.class);
    assertThat(undelivered).containsExactly(8);
  }

  @Test
  void aCancelledWaitHasTakenNothing() throws Exception {
    try (var scope = Scope.open(Policy.collectAll())) {
      Fiber<Integer> receiver = scope.fork(() -> Select.any(channel.receiving()).await());
      Eventually.until("waits", () -> channel.toString().contains("1 receiving"));
      receiver.cancel(new IOException("enough"));
      assertThat(receiver.ending().await()).isInstanceOf(Outcome.Cancelled.class);
    }
    assertThat(channel.trySend(1)).as("nobody receives").isFalse();
  }

  @Test
  void anInterruptThatIsThereComesFirst() throws Exception {
    Channel<Integer> full = Channel.buffered(1);
    full.send(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Select.any(full.receiving()).await()).isInstanceOf(InterruptedException.class);
    assertThat(full.tryReceive()).hasValue(1);
  }

  /// Its condition is looked at as often as in a longer select, and a false one is never ready.
  @Test
  void aSwitchedOffClauseWaitsUntilItIsInterrupted() throws Exception {
    var looked = new AtomicInteger();
    Channel<Integer> full = Channel.buffered(1);
    full.send(1);
    try (var scope = Scope.open(Policy.collectAll())) {
      Fiber<Integer> waits = scope.fork(() -> Select.any(full.receiving().when(() -> looked.incrementAndGet() < 0)).await());
      Eventually.until("waits", () -> looked.get() == 2);
      waits.cancel(new IOException("enough"));
      assertThat(waits.ending().await()).isInstanceOf(Outcome.Cancelled.class);
    }
    assertThat(full.tryReceive()).hasValue(1);
  }

  @Test
  void locksWhatItsClauseLocks() throws Exception {
    var mutex = new Mutex();
    try (var held = Select.any(mutex.locking()).await()) {
      assertThat(mutex.holder()).hasValue(held);
    }
    assertThat(mutex.holder()).isEmpty();
  }
}
