import dev.weft.Scope;
import dev.weft.sync.Mutex;

// A fiber ends with a mutex that another one needs.

void main() throws InterruptedException {
  Mutex mutex = new Mutex().named("gossip");
  try (Scope scope = Scope.open()) {
    scope.fork("bootstrap", () -> {
      mutex.lock();
    });
    scope.fork("manage", () -> {
      mutex.lock();
    });
  }
}
