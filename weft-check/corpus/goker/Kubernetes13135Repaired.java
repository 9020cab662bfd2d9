// Right: the store's mutex comes first in both.
// Idea: kubernetes #13135, in GoKer (GoBench). Wrong twin: Kubernetes13135.java.

import dev.weft.Scope;
import dev.weft.sync.Mutex;

final Mutex cacher = new Mutex().named("cacher");
final Mutex store = new Mutex().named("store");
int events;

void startCaching() throws InterruptedException {
  try (var _ = store.lock(); var _ = cacher.lock()) {
    events = 0;
  }
}

void processEvent() throws InterruptedException {
  try (var _ = store.lock(); var _ = cacher.lock()) {
    events++;
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("start", this::startCaching);
    scope.fork("event", this::processEvent);
  }
}
