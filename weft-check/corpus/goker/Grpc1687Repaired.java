// Right: the end of the transport is told by a one-shot, on which writers wait as well; the channel is never closed.
// Idea: grpc-go #1687, in GoKer (GoBench). Wrong twin: Grpc1687.java.

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;
import dev.weft.sync.OneShot;

final Channel<String> writes = Channel.<String>buffered(1).named("writes");
final OneShot<Boolean> closed = new OneShot<>();

void write() throws InterruptedException {
  Select.any(closed.completing(), writes.sending("header")).await();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("stream", this::write);
    scope.fork("transport", () -> closed.complete(true));
  }
}
