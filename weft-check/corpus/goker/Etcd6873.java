// Wrong: stop() waits with the mutex for the broadcaster, which needs the mutex for the update that it has just
// taken.
// Idea: etcd #6873, in GoKer (GoBench). Repaired twin: Etcd6873Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.Mutex;

final Mutex mutex = new Mutex().named("broadcasts");
final Channel<Integer> updates = Channel.<Integer>buffered(1).named("updates");
final Channel<Boolean> done = Channel.<Boolean>rendezvous().named("done");
int coalesced;

void broadcast() throws InterruptedException {
  for (int update : updates) {
    try (var _ = mutex.lock()) {
      coalesced += update;
    }
  }
  done.close();
}

void stop() throws InterruptedException {
  try (var _ = mutex.lock()) {
    updates.close();
    done.next();
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("broadcast", this::broadcast);
    updates.trySend(1);
    scope.fork("stop", this::stop);
  }
}
