// Right: the reading that is going on is used, not a second one.
// Idea: cockroach #16167, in GoKer (GoBench). Wrong twin: Cockroach16167.java.

import dev.weft.Scope;
import dev.weft.sync.Semaphore;

// A readers-writer lock: a reader takes one permit, the writer both; first come, first served.
final Semaphore config = new Semaphore(2).named("system config");
int version;

int database() throws InterruptedException {
  return version;
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
