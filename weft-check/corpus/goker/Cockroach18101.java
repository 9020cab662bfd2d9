// Wrong: the importer leaves when the restore is cancelled, and the splitter goes on sending to a channel that nobody
// reads.
// Idea: cockroach #18101, in GoKer (GoBench). Repaired twin: Cockroach18101Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.OneShot;

final Channel<Integer> ready = Channel.buffered(1);
final OneShot<Boolean> cancelled = new OneShot<>();

void split() throws InterruptedException {
  for (int i = 0; i < 3; i++) {
    ready.send(i);
  }
  ready.close();
}

void restore() {
  for (int _ : ready) {
    if (cancelled.outcome().isPresent()) {
      return;
    }
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("split", this::split);
    scope.fork("restore", this::restore);
    cancelled.complete(true);
  }
}
