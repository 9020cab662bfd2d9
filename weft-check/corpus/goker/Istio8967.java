// Wrong: stop() closes the channel for which the watching fiber waits, and then forgets it, while the fiber may just be
// reading the field.
// Idea: istio #8967, in GoKer (GoBench). Repaired twin: Istio8967Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;

Channel<Boolean> done = Channel.<Boolean>rendezvous().named("done");

void watch() throws InterruptedException {
  done.next();
}

void stop() {
  done.close();
  done = null;
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("watch", this::watch);
    stop();
  }
}
