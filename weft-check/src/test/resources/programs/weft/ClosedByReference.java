import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.channel.Received;

// The close is a method of what a channel inherits from, and is called by reference.

void main() throws InterruptedException {
  Channel<Integer> channel = Channel.rendezvous();
  try (Scope scope = Scope.open()) {
    Runnable close = channel::close;
    scope.fork(close::run);
    if (!(channel.next() instanceof Received.Closed<Integer>)) {
      throw new AssertionError("nobody has sent");
    }
  }
}
