// Wrong: who shows the progress stops at the first mark; who transfers waits to show the next one, and the release
// for the transfer.
// Idea: moby #21233, in GoKer (GoBench). Repaired twin: Moby21233Repaired.java.

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
    return;
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
