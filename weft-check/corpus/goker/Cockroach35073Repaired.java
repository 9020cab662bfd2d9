// Right: it closes itself as a consumer first, which tells later pushes and lets go the one that waits.
// Idea: cockroach #35073, in GoKer (GoBench). Wrong twin: Cockroach35073.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import java.util.concurrent.atomic.AtomicBoolean;

final Channel<Integer> rows = Channel.buffered(1);
final AtomicBoolean consumerClosed = new AtomicBoolean();

void push(int row) throws InterruptedException {
  if (!consumerClosed.get()) {
    rows.send(row);
  }
}

void run() {
  consumerClosed.set(true);
  while (rows.tryReceive().isPresent()) {
    continue;
  }
  rows.size();
}

void main() throws InterruptedException {
  push(0);
  try (Scope scope = Scope.open()) {
    scope.fork("pusher", () -> push(1));
    scope.fork("outbox", this::run);
  }
}
