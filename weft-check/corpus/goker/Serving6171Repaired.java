// Right: the test waits until the watcher has stopped.
// Idea: serving #6171, in GoKer (GoBench). Wrong twin: Serving6171.java.

import dev.weft.Fiber;
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

void test(Scope scope) throws InterruptedException {
  Fiber<Void> watcher = scope.fork("watcher", this::watch);
  stopping.complete(true);
  watcher.join();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    test(scope);
    ended = true;
  }
}
