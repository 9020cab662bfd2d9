// Wrong: writing a log entry fails with the mutex held, and the way out takes the same mutex: a mutex of Weft's says
// so instead of hanging.
// Idea: cockroach #9935, in GoKer (GoBench). Repaired twin: Cockroach9935Repaired.java.

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
  try (var _ = mutex.lock()) {
    if (!createFile()) {
      exit();
    }
    entries++;
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
