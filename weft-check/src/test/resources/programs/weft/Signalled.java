import dev.weft.Scope;
import dev.weft.sync.Condition;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;

// One waits for a condition, one brings it about: whichever locks first.

boolean ready;

void main() throws InterruptedException {
  Mutex mutex = new Mutex();
  Condition condition = mutex.newCondition();
  try (Scope scope = Scope.open()) {
    scope.fork(() -> {
      try (Held held = mutex.lock()) {
        condition.awaitUntil(held, () -> ready);
      }
    });
    scope.fork(() -> {
      try (Held held = mutex.lock()) {
        ready = true;
        condition.signal();
      }
    });
  }
}
