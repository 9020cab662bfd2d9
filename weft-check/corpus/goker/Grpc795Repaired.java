// Right: the mutex is given back.
// Idea: grpc-go #795, in GoKer (GoBench). Wrong twin: Grpc795.java.

import dev.weft.Scope;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;

final Mutex mutex = new Mutex().named("server");
boolean draining;

void gracefulStop() throws InterruptedException {
  Held held = mutex.lock();
  if (draining) {
    held.close();
    return;
  }
  draining = true;
  held.close();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork(this::gracefulStop);
    scope.fork(this::gracefulStop);
  }
}
