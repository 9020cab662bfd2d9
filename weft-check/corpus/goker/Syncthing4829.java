// Wrong: addresses are cleared under the write lock, and telling it takes the read lock of the same mapping.
// Idea: syncthing #4829, in GoKer (GoBench). Repaired twin: Syncthing4829Repaired.java.

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
  try (var _ = mapping.acquire(2)) {
    if (addresses > 0) {
      addresses = 0;
      tell();
    }
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork(this::clear);
    scope.fork(this::clear);
  }
}
