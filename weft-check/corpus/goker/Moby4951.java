// Wrong: deleting a device gives the mutex of the set back for a moment and takes it again, with the device's own
// held.
// Idea: moby #4951, in GoKer (GoBench). Repaired twin: Moby4951Repaired.java.

import dev.weft.Scope;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;

final Mutex devices = new Mutex().named("devices");
final Mutex device = new Mutex().named("device");
int deleted;

void delete() throws InterruptedException {
  Held all = devices.lock();
  try (var _ = device.lock()) {
    all.close();
    deleted++;
    all = devices.lock();
  }
  all.close();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork(this::delete);
    scope.fork(this::delete);
  }
}
