// Wrong: rows that are read only in part are not closed, and their watcher waits for the close for ever.
// Idea: cockroach #13755, in GoKer (GoBench). Repaired twin: Cockroach13755Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.OneShot;

final OneShot<Boolean> closed = new OneShot<>();
final Channel<Integer> rows = Channel.buffered(2);

void read() throws InterruptedException {
  int sum = 0;
  for (int row : rows) {
    sum += row;
    if (sum > 0) {
      return;
    }
  }
  closed.complete(true);
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("awaitDone", () -> {
      closed.await();
    });
    scope.fork("rows", () -> {
      rows.send(0);
      rows.send(1);
      rows.close();
    });
    scope.fork("reader", this::read);
  }
}
