// Right: the close does not wait if it comes from inside.
// Idea: syncthing #5795, in GoKer (GoBench). Wrong twin: Syncthing5795.java.

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;
import dev.weft.sync.OneShot;

final Channel<String> inbox = Channel.<String>rendezvous().named("inbox");
final Channel<String> closed = Channel.<String>rendezvous().named("closed");
final OneShot<Boolean> stopped = new OneShot<>();

void dispatch() throws InterruptedException {
  while (Select.any(inbox.receiving().map(_ -> true), closed.nexting().map(_ -> false)).await()) {
    closed.close();
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
