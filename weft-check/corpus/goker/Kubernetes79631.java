// Wrong: the queue's own fiber takes pods out of a map under the mutex, and a caller looks into the map without it.
// Idea: kubernetes #79631, in GoKer (GoBench). Repaired twin: Kubernetes79631Repaired.java.

import dev.weft.Scope;
import dev.weft.sync.Mutex;
import java.util.HashMap;
import java.util.Map;

final Mutex mutex = new Mutex().named("queue");
final Map<String, Integer> backoff = new HashMap<>(Map.of("pod", 1));

void flush() throws InterruptedException {
  try (var _ = mutex.lock()) {
    backoff.remove("pod");
  }
}

Integer get(String name) {
  return backoff.get(name);
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("flush", this::flush);
    get("pod");
  }
}
