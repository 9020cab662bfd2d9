import dev.weft.Scope;
import dev.weft.channel.Channel;

// Two pairs, each with a channel of its own: nothing to choose.

void main() throws InterruptedException {
  Channel<Integer> left = Channel.rendezvous();
  Channel<Integer> right = Channel.rendezvous();
  try (Scope scope = Scope.open()) {
    scope.fork(() -> left.send(1));
    scope.fork(() -> right.send(2));
    scope.fork(() -> {
      left.receive();
    });
    scope.fork(() -> {
      right.receive();
    });
  }
}
