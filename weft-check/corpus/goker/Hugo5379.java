// Wrong: one renderer does the one-time initialisation, for which it needs the page's mutex; the other has the mutex
// and waits for the initialisation.
// Idea: hugo #5379, in GoKer (GoBench). Repaired twin: Hugo5379Repaired.java.

import dev.weft.Scope;
import dev.weft.sync.Mutex;
import dev.weft.sync.OneShot;
import java.util.concurrent.atomic.AtomicBoolean;

final Mutex page = new Mutex().named("page");
final AtomicBoolean begun = new AtomicBoolean();
final OneShot<Boolean> plain = new OneShot<>();
int words;

void initPlainOnce() throws InterruptedException {
  if (begun.compareAndSet(false, true)) {
    try (var _ = page.lock()) {
      words = 3;
    }
    plain.complete(true);
  } else {
    plain.await();
  }
}

void render() throws InterruptedException {
  try (var _ = page.lock()) {
    if (begun.get()) {
      plain.await();
    }
    words++;
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("count", this::initPlainOnce);
    scope.fork("render", this::render);
  }
}
