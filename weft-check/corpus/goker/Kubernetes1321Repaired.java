// Right: the watcher says that it stops by a second channel, which the distributor selects too.
// Idea: kubernetes #1321, in GoKer (GoBench). Wrong twin: Kubernetes1321.java.

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;
import dev.weft.sync.Mutex;

final Mutex mux = new Mutex().named("mux");
final Channel<Integer> result = Channel.<Integer>rendezvous().named("result");
final Channel<Integer> stopped = Channel.<Integer>rendezvous().named("stopped");
boolean watching = true;

void distribute() throws InterruptedException {
  try (var _ = mux.lock()) {
    if (watching) {
      Select.any(result.sending(1).map(_ -> true), stopped.nexting().map(_ -> false)).await();
    }
  }
}

void stopWatching() throws InterruptedException {
  stopped.close();
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
