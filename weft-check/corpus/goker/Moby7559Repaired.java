// Right: the mutex is given back before it is skipped.
// Idea: moby #7559, in GoKer (GoBench). Wrong twin: Moby7559.java.

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
    held.close();
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
