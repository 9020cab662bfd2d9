// Wrong: the manager closes the channel of updates when it is told to stop, and an informer still sends to it.
// Idea: serving #5865, in GoKer (GoBench). Repaired twin: Serving5865Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;

final Channel<String> updates = Channel.<String>rendezvous().named("updates");
final Channel<Boolean> stop = Channel.<Boolean>rendezvous().named("stop");

void manage() throws InterruptedException {
  stop.next();
  updates.close();
}

void informer() throws InterruptedException {
  updates.send("endpoints");
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("manager", this::manage);
    scope.fork("consumer", () -> updates.next());
    scope.fork("informer", this::informer);
    stop.close();
  }
}
