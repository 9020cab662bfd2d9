// Wrong: a worker is added to the wait group while the stopper waits for it, so the stopper may see an empty group and
// go on.
// Idea: cockroach #4407, in GoKer (GoBench). Repaired twin: Cockroach4407Repaired.java.

import dev.weft.Scope;
import dev.weft.sync.WaitGroup;

final WaitGroup workers = new WaitGroup();
volatile boolean stopped;

void gossip() {
  workers.add(1);
  if (stopped) {
    throw new AssertionError("a worker runs after the stop");
  }
  workers.done();
}

void stop() throws InterruptedException {
  workers.await();
  stopped = true;
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("gossip", this::gossip);
    scope.fork("stop", this::stop);
  }
}
