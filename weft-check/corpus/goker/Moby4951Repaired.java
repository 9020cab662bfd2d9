// Right: the set's mutex is not needed any more once the device has been found.
// Idea: moby #4951, in GoKer (GoBench). Wrong twin: Moby4951.java.

import dev.weft.Scope;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;

final Mutex devices = new Mutex().named("devices");
final Mutex device = new Mutex().named("device");
int deleted;

void delete() throws InterruptedException {
  Held all = devices.lock();
  all.close();
  try (var _ = device.lock()) {
    deleted++;
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork(this::delete);
    scope.fork(this::delete);
  }
}
