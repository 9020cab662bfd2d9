import dev.weft.Scope;
import dev.weft.channel.Channel;

// Two sends into one buffer order nothing between their senders.

int shared;

void main() throws InterruptedException {
  Channel<Integer> channel = Channel.buffered(2);
  try (Scope scope = Scope.open()) {
    scope.fork(() -> {
      shared = 1;
      channel.send(1);
    });
    scope.fork(() -> {
      channel.send(2);
      shared = 2;
    });
  }
}
