// Wrong: a second graceful stop locks the server's mutex again where it should unlock it: a mutex of Weft's says so
// instead of hanging.
// Idea: grpc-go #795, in GoKer (GoBench). Repaired twin: Grpc795Repaired.java.

import dev.weft.Scope;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;

final Mutex mutex = new Mutex().named("server");
boolean draining;

void gracefulStop() throws InterruptedException {
  Held held = mutex.lock();
  if (draining) {
    mutex.lock();
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
