// Right: the caller takes the mutex too.
// Idea: kubernetes #79631, in GoKer (GoBench). Wrong twin: Kubernetes79631.java.

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

Integer get(String name) throws InterruptedException {
  try (var _ = mutex.lock()) {
    return backoff.get(name);
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("flush", this::flush);
    get("pod");
  }
}
