// Wrong: a connection that cannot be made is skipped with the mutex held, and the close waits for it.
// Idea: moby #7559, in GoKer (GoBench). Repaired twin: Moby7559Repaired.java.

import dev.weft.Scope;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;

final Mutex table = new Mutex().named("connections");
boolean closed;

boolean dial() {
  return false;
}

void run() throws InterruptedException {
  Held held = table.lock();
  if (!closed && !dial()) {
    return;
  }
  held.close();
}

void close() throws InterruptedException {
  try (var _ = table.lock()) {
    closed = true;
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("run", this::run);
    scope.fork("close", this::close);
  }
}
