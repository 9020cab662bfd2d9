import dev.weft.Scope;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;

// So many fibers count under one mutex.

int count;

void main(String[] args) throws InterruptedException {
  Mutex mutex = new Mutex();
  int fibers = Integer.parseInt(args[0]);
  try (Scope scope = Scope.open()) {
    for (int i = 0; i < fibers; i++) {
      scope.fork(() -> {
        try (Held held = mutex.lock()) {
          count++;
        }
      });
    }
  }
  if (count != fibers) {
    throw new AssertionError("count " + count);
  }
}
