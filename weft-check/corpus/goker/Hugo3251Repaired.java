// Right: the table's mutex is held for the look-up alone.
// Idea: hugo #3251, in GoKer (GoBench). Wrong twin: Hugo3251.java.

import dev.weft.Scope;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;
import java.util.HashMap;
import java.util.Map;

final Mutex table = new Mutex().named("table");
final Map<String, Mutex> addresses = new HashMap<>();

Held lock(String address) throws InterruptedException {
  Mutex mutex;
  try (var _ = table.lock()) {
    mutex = addresses.computeIfAbsent(address, a -> new Mutex().named(a));
  }
  return mutex.lock();
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
