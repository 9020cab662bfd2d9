// Right: a worker is added under the mutex under which the stopper says that it drains, or not at all.
// Idea: cockroach #4407, in GoKer (GoBench). Wrong twin: Cockroach4407.java.

import dev.weft.Scope;
import dev.weft.sync.Mutex;
import dev.weft.sync.WaitGroup;

final Mutex mutex = new Mutex().named("stopper");
final WaitGroup workers = new WaitGroup();
boolean draining;
volatile boolean stopped;

void gossip() throws InterruptedException {
  try (var _ = mutex.lock()) {
    if (draining) {
      return;
    }
    workers.add(1);
  }
  if (stopped) {
    throw new AssertionError("a worker runs after the stop");
  }
  workers.done();
}

void stop() throws InterruptedException {
  try (var _ = mutex.lock()) {
    draining = true;
  }
  workers.await();
  stopped = true;
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("gossip", this::gossip);
    scope.fork("stop", this::stop);
  }
}
