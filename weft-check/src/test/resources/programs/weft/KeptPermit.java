import dev.weft.Scope;
import dev.weft.sync.Semaphore;

// A fiber ends with a permit that another one needs.

void main() throws InterruptedException {
  Semaphore slots = new Semaphore(1).named("slots");
  try (Scope scope = Scope.open()) {
    scope.fork("first", () -> slots.acquire());
    scope.fork("second", () -> slots.acquire());
  }
}
