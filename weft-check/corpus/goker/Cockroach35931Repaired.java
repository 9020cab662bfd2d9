// Right: each stream has room for one error more than for rows.
// Idea: cockroach #35931, in GoKer (GoBench). Wrong twin: Cockroach35931.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import java.util.List;

final Channel<String> left = Channel.<String>buffered(2).named("left");
final Channel<String> right = Channel.<String>buffered(2).named("right");

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
