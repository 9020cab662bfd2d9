import dev.weft.Scope;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;

// Two transfers lock two accounts in two orders.

void main() throws InterruptedException {
  Mutex a = new Mutex().named("a");
  Mutex b = new Mutex().named("b");
  try (Scope scope = Scope.open()) {
    scope.fork("transfer-1", () -> transfer(a, b));
    scope.fork("transfer-2", () -> transfer(b, a));
  }
}

void transfer(Mutex from, Mutex to) throws InterruptedException {
  try (Held first = from.lock();
      Held second = to.lock()) {
    first.toString();
  }
}
