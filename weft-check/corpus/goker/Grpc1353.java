// Wrong: the balancer sends addresses with its mutex held, while the one that reads them needs the mutex to take an
// old address down.
// Idea: grpc-go #1353, in GoKer (GoBench). Repaired twin: Grpc1353Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.Mutex;

final Mutex mutex = new Mutex().named("balancer");
final Channel<Integer> addresses = Channel.<Integer>rendezvous().named("addresses");
int down;

void watchUpdates() throws InterruptedException {
  for (int i = 0; i < 2; i++) {
    try (var _ = mutex.lock()) {
      addresses.send(i);
    }
  }
  addresses.close();
}

void balance() throws InterruptedException {
  for (int _ : addresses) {
    try (var _ = mutex.lock()) {
      down++;
    }
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("watch", this::watchUpdates);
    scope.fork("balance", this::balance);
  }
}
