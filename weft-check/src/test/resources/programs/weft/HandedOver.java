import dev.weft.Scope;
import dev.weft.channel.Channel;

// With "late" the sender writes after the send what the receiver reads: no race if the write comes before.

int shared;

void main(String[] args) throws InterruptedException {
  boolean late = args[0].equals("late");
  Channel<Integer> channel = args[1].equals("0") ? Channel.rendezvous() : Channel.buffered(1);
  try (Scope scope = Scope.open()) {
    scope.fork(() -> {
      if (!late) {
        shared = 1;
      }
      channel.send(1);
      if (late) {
        shared = 1;
      }
    });
    scope.fork(() -> {
      channel.receive();
      if (shared > 1) {
        throw new AssertionError("nobody writes more");
      }
    });
  }
  if (shared != 1) {
    throw new AssertionError("the scope has closed, but shared is " + shared);
  }
}
