// Wrong: a reader takes the read lock a second time; a writer that has queued in between goes first, and waits for
// the first reading.
// Idea: cockroach #16167, in GoKer (GoBench). Repaired twin: Cockroach16167Repaired.java.

import dev.weft.Scope;
import dev.weft.sync.Semaphore;

// A readers-writer lock: a reader takes one permit, the writer both; first come, first served.
final Semaphore config = new Semaphore(2).named("system config");
int version;

int database() throws InterruptedException {
  try (var _ = config.acquire()) {
    return version;
  }
}

void execute() throws InterruptedException {
  try (var _ = config.acquire()) {
    database();
  }
}

void update() throws InterruptedException {
  try (var _ = config.acquire(2)) {
    version++;
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("execute", this::execute);
    scope.fork("update", this::update);
  }
}
