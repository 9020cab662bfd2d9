// Wrong: a watcher writes to a test's log after the test has ended, because the test does not wait for it.
// Idea: serving #6171, in GoKer (GoBench). Repaired twin: Serving6171Repaired.java.

import dev.weft.Scope;
import dev.weft.sync.OneShot;

final OneShot<Boolean> stopping = new OneShot<>();
volatile boolean ended;

void watch() throws InterruptedException {
  stopping.await();
  log("watcher stopped");
}

void log(String text) {
  if (ended) {
    throw new AssertionError("log after the end of the test: " + text);
  }
}

void test(Scope scope) {
  scope.fork("watcher", this::watch);
  stopping.complete(true);
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    test(scope);
    ended = true;
  }
}
