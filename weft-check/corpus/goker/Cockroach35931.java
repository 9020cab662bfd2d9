// Wrong: cancelling a flow pushes an error to each of its streams, but a stream that has a row already has no room
// for it.
// Idea: cockroach #35931, in GoKer (GoBench). Repaired twin: Cockroach35931Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import java.util.List;

final Channel<String> left = Channel.<String>buffered(1).named("left");
final Channel<String> right = Channel.<String>buffered(1).named("right");

void cancel() throws InterruptedException {
  for (Channel<String> stream : List.of(left, right)) {
    stream.send("cancelled");
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("rows", () -> left.send("row"));
    scope.fork("cancel", this::cancel);
  }
}
