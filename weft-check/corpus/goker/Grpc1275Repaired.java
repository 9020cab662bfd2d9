// Right: closing the stream ends the reader's channel.
// Idea: grpc-go #1275, in GoKer (GoBench). Wrong twin: Grpc1275.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.OneShot;

final Channel<String> received = Channel.<String>rendezvous().named("stream");
final OneShot<Boolean> done = new OneShot<>();
boolean open = true;

void read() throws InterruptedException {
  received.next();
  done.complete(true);
}

void closeStream() {
  open = false;
  received.close();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("reader", this::read);
    closeStream();
    done.await();
  }
}
