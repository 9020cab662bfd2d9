// Wrong: an address is locked with the table's mutex held, and the one that has it needs the table's mutex to unlock
// it.
// Idea: hugo #3251, in GoKer (GoBench). Repaired twin: Hugo3251Repaired.java.

import dev.weft.Scope;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;
import java.util.HashMap;
import java.util.Map;

final Mutex table = new Mutex().named("table");
final Map<String, Mutex> addresses = new HashMap<>();

Held lock(String address) throws InterruptedException {
  try (var _ = table.lock()) {
    return addresses.computeIfAbsent(address, a -> new Mutex().named(a)).lock();
  }
}

void unlock(Held held) throws InterruptedException {
  try (var _ = table.lock()) {
    held.close();
  }
}

void get() throws InterruptedException {
  Held held = lock("example.org");
  unlock(held);
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork(this::get);
    scope.fork(this::get);
  }
}
