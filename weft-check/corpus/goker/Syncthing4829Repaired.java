// Right: it is told after the write lock has been given back.
// Idea: syncthing #4829, in GoKer (GoBench). Wrong twin: Syncthing4829.java.

import dev.weft.Scope;
import dev.weft.sync.Semaphore;

// A readers-writer lock: a reader takes one permit, the writer both.
final Semaphore mapping = new Semaphore(2).named("mapping");
int addresses = 1;

void tell() throws InterruptedException {
  try (var _ = mapping.acquire()) {
    mapping.available();
  }
}

void clear() throws InterruptedException {
  boolean cleared;
  try (var _ = mapping.acquire(2)) {
    cleared = addresses > 0;
    addresses = 0;
  }
  if (cleared) {
    tell();
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork(this::clear);
    scope.fork(this::clear);
  }
}
