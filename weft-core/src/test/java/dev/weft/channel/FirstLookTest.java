package dev.weft.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.wait.Event;
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
}
