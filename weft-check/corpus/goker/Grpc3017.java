// Wrong: the timer that removes a cached connection returns without unlocking if it comes too late.
// Idea: grpc-go #3017, in GoKer (GoBench). Repaired twin: Grpc3017Repaired.java.

import dev.weft.Scope;
import dev.weft.Timer;
import dev.weft.sync.Held;
import dev.weft.sync.Mutex;
import java.time.Duration;

final Mutex mutex = new Mutex().named("cache");
boolean cached = true;
boolean abort;

void removeLater() throws InterruptedException {
  Timer.after(Duration.ofSeconds(10)).await();
  Held held = mutex.lock();
  if (abort) {
    return;
  }
  cached = false;
  held.close();
}

void connect() throws InterruptedException {
  try (var _ = mutex.lock()) {
    abort = cached;
  }
  Timer.after(Duration.ofSeconds(20)).await();
  try (var _ = mutex.lock()) {
    cached = true;
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("remove", this::removeLater);
    scope.fork("connect", this::connect);
  }
}
