// Wrong: a stream looks whether its transport is closed and then writes to it; the transport closes the channel of
// writes in between.
// Idea: grpc-go #1687, in GoKer (GoBench). Repaired twin: Grpc1687Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;

final Channel<String> writes = Channel.<String>buffered(1).named("writes");

void write() throws InterruptedException {
  if (!writes.isClosed()) {
    writes.send("header");
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("stream", this::write);
    scope.fork("transport", () -> writes.close());
  }
}
