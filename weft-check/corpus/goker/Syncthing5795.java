// Wrong: a message's handler closes the connection, which waits for the end of the dispatcher that runs the handler.
// Idea: syncthing #5795, in GoKer (GoBench). Repaired twin: Syncthing5795Repaired.java.

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;
import dev.weft.sync.OneShot;

final Channel<String> inbox = Channel.<String>rendezvous().named("inbox");
final Channel<String> closed = Channel.<String>rendezvous().named("closed");
final OneShot<Boolean> stopped = new OneShot<>();

void dispatch() throws InterruptedException {
  while (Select.any(inbox.receiving().map(_ -> true), closed.nexting().map(_ -> false)).await()) {
    close();
  }
  stopped.complete(true);
}

void close() throws InterruptedException {
  closed.close();
  stopped.await();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("dispatch", this::dispatch);
    inbox.send("cluster config");
    close();
  }
}
