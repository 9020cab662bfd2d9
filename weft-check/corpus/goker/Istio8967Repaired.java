// Right: the channel is closed and stays where it is.
// Idea: istio #8967, in GoKer (GoBench). Wrong twin: Istio8967.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;

final Channel<Boolean> done = Channel.<Boolean>rendezvous().named("done");

void watch() throws InterruptedException {
  done.next();
}

void stop() {
  done.close();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("watch", this::watch);
    stop();
  }
}
