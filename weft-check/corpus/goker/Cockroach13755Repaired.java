// Right: the rows are closed also when the reader stops early.
// Idea: cockroach #13755, in GoKer (GoBench). Wrong twin: Cockroach13755.java.

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
      closed.complete(true);
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
