// Right: the splitter gives up too when the restore is cancelled.
// Idea: cockroach #18101, in GoKer (GoBench). Wrong twin: Cockroach18101.java.

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;
import dev.weft.sync.OneShot;

final Channel<Integer> ready = Channel.buffered(1);
final OneShot<Boolean> cancelled = new OneShot<>();

void split() throws InterruptedException {
  for (int i = 0; i < 3; i++) {
    if (Select.any(ready.sending(i).map(_ -> false), cancelled.completing()).await()) {
      break;
    }
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
