// Right: informers wait for the stop too, and nobody closes the channel.
// Idea: serving #5865, in GoKer (GoBench). Wrong twin: Serving5865.java.

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;

final Channel<String> updates = Channel.<String>rendezvous().named("updates");
final Channel<Boolean> stop = Channel.<Boolean>rendezvous().named("stop");

void consume() throws InterruptedException {
  Select.any(stop.nexting(), updates.nexting()).await();
}

void informer() throws InterruptedException {
  Select.any(stop.nexting(), updates.sending("endpoints")).await();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("consumer", this::consume);
    scope.fork("informer", this::informer);
    stop.close();
  }
}
