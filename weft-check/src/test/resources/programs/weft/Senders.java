import dev.weft.Scope;
import dev.weft.channel.Channel;

// So many senders, each with one value, on a channel with so much room, and one receiver of all.

void main(String[] args) throws InterruptedException {
  int senders = Integer.parseInt(args[0]);
  int room = Integer.parseInt(args[1]);
  Channel<Integer> channel = room == 0 ? Channel.rendezvous() : Channel.buffered(room);
  try (Scope scope = Scope.open()) {
    for (int i = 0; i < senders; i++) {
      int value = i;
      scope.fork(() -> channel.send(value));
    }
    for (int i = 0; i < senders; i++) {
      channel.receive();
    }
  }
}
