// Right: the mutex is given back before the way out.
// Idea: cockroach #9935, in GoKer (GoBench). Wrong twin: Cockroach9935.java.

import dev.weft.Scope;
import dev.weft.sync.Mutex;
import java.util.concurrent.atomic.AtomicInteger;

final Mutex mutex = new Mutex().named("log");
final AtomicInteger files = new AtomicInteger();
int entries;

boolean createFile() {
  return files.getAndIncrement() == 0;
}

void output() throws InterruptedException {
  boolean created;
  try (var _ = mutex.lock()) {
    created = createFile();
    entries++;
  }
  if (!created) {
    exit();
  }
}

void exit() throws InterruptedException {
  try (var _ = mutex.lock()) {
    entries = 0;
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork(this::output);
    scope.fork(this::output);
  }
}
