// Wrong: a transaction's watcher waits for the end of its context, and the transaction is dropped without a rollback
// that would end it.
// Idea: cockroach #13197, in GoKer (GoBench). Repaired twin: Cockroach13197Repaired.java.

import dev.weft.Scope;
import dev.weft.sync.OneShot;

final OneShot<String> ended = new OneShot<>();

void begin(Scope scope) {
  scope.fork("awaitDone", () -> {
    ended.await();
  });
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    begin(scope);
  }
}
