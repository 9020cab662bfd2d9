// Right: marks are read to their end.
// Idea: moby #21233, in GoKer (GoBench). Wrong twin: Moby21233.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.OneShot;

final Channel<Integer> progress = Channel.<Integer>rendezvous().named("progress");
final OneShot<Boolean> transferred = new OneShot<>();
int shown;

void transfer() throws InterruptedException {
  progress.send(50);
  progress.send(100);
  transferred.complete(true);
}

void show() {
  for (int mark : progress) {
    shown = mark;
  }
}

void release() throws InterruptedException {
  transferred.await();
  progress.close();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("transfer", this::transfer);
    scope.fork("show", this::show);
    scope.fork("release", this::release);
  }
}
