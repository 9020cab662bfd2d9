// Wrong: the outbox ends on an error without saying that it reads no more, and whoever pushes rows waits for room for
// ever.
// Idea: cockroach #35073, in GoKer (GoBench). Repaired twin: Cockroach35073Repaired.java.

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
  rows.size();
}

void main() throws InterruptedException {
  push(0);
  try (Scope scope = Scope.open()) {
    scope.fork("pusher", () -> push(1));
    scope.fork("outbox", this::run);
  }
}
