// Right: the transaction is rolled back whatever happens, which ends the context.
// Idea: cockroach #13197, in GoKer (GoBench). Wrong twin: Cockroach13197.java.

import dev.weft.Scope;
import dev.weft.sync.OneShot;

final OneShot<String> ended = new OneShot<>();

void begin(Scope scope) {
  scope.fork("awaitDone", () -> {
    ended.await();
  });
}

void rollback() {
  ended.complete("rolled back");
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    begin(scope);
    rollback();
  }
}
