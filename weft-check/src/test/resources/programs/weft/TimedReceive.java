import dev.weft.Scope;
import dev.weft.channel.Channel;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

// A receive with a limit of an hour: under the checker the hour passes when it is chosen to. With "wrong" it never may.

void main(String[] args) throws InterruptedException {
  Channel<Integer> channel = Channel.rendezvous();
  try (Scope scope = Scope.open()) {
    scope.fork(() -> {
      channel.trySend(1);
    });
    try {
      channel.receiving().await(Duration.ofHours(1));
    } catch (TimeoutException e) {
      if (args[0].equals("wrong")) {
        throw new AssertionError("nothing came", e);
      }
    }
  }
}
