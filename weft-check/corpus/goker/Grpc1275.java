// Wrong: closing a stream does not tell its reader, who waits for a message that no longer comes.
// Idea: grpc-go #1275, in GoKer (GoBench). Repaired twin: Grpc1275Repaired.java.

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
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("reader", this::read);
    closeStream();
    done.await();
  }
}
