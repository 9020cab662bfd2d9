import dev.weft.Scope;
import dev.weft.sync.Condition;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;

// A signal that comes before the wait is lost to `await`. Whoever waits by `awaitUntil` has looked first: the signal was not what it misses.

void main(String[] words) throws InterruptedException {
  Mutex mutex = new Mutex();
  Condition condition = mutex.newCondition();
  try (Scope scope = Scope.open()) {
    scope.fork("waiter", () -> {
      try (Held held = mutex.lock()) {
        if (words[0].equals("await")) {
          condition.await(held);
        } else {
          condition.awaitUntil(held, () -> false);
        }
      }
    });
    scope.fork("signaller", () -> {
      try (Held held = mutex.lock()) {
        if (words[1].equals("signal")) {
          condition.signal();
        } else {
          condition.signalAll();
        }
      }
    });
  }
}
