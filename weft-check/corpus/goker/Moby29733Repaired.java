// Right: all who wait are signalled.
// Idea: moby #29733, in GoKer (GoBench). Wrong twin: Moby29733.java.

import dev.weft.Scope;
import dev.weft.sync.Condition;
import dev.weft.sync.Mutex;

final Mutex mutex = new Mutex().named("plugin");
final Condition activation = mutex.newCondition();
boolean active;

void awaitActive() throws InterruptedException {
  try (var held = mutex.lock()) {
    activation.awaitUntil(held, () -> active);
  }
}

void activate() throws InterruptedException {
  try (var _ = mutex.lock()) {
    active = true;
    activation.signalAll();
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("wait", this::awaitActive);
    scope.fork("activate", this::activate);
  }
}
