import dev.weft.Fiber;
import dev.weft.Scope;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;

// A fiber joins another one while it holds the mutex that the other one needs.

void main() throws InterruptedException {
  Mutex mutex = new Mutex().named("state");
  try (Scope scope = Scope.open()) {
    Fiber<Void> worker = scope.fork("worker", () -> {
      try (Held held = mutex.lock()) {
        held.toString();
      }
    });
    scope.fork("boss", () -> {
      try (Held held = mutex.lock()) {
        worker.join();
      }
    });
  }
}
