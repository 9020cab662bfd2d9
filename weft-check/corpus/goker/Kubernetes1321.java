// Wrong: the distributor waits in a send with the mutex held; the watcher that stops needs the mutex to close its
// channel.
// Idea: kubernetes #1321, in GoKer (GoBench). Repaired twin: Kubernetes1321Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.Mutex;

final Mutex mux = new Mutex().named("mux");
final Channel<Integer> result = Channel.<Integer>rendezvous().named("result");
boolean watching = true;

void distribute() throws InterruptedException {
  try (var _ = mux.lock()) {
    if (watching) {
      result.send(1);
    }
  }
}

void stopWatching() throws InterruptedException {
  try (var _ = mux.lock()) {
    watching = false;
    result.close();
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("distribute", this::distribute);
    scope.fork("stop", this::stopWatching);
  }
}
