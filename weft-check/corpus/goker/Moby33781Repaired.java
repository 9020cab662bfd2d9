// Right: a result has room, whether it is taken or not.
// Idea: moby #33781, in GoKer (GoBench). Wrong twin: Moby33781.java.

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;

final Channel<Boolean> stop = Channel.<Boolean>buffered(1).named("stop");

void monitor(Scope scope) throws InterruptedException {
  Channel<Boolean> results = Channel.<Boolean>buffered(1).named("results");
  scope.fork("probe", () -> results.send(true));
  Select.any(stop.receiving(), results.receiving()).await();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("monitor", () -> monitor(scope));
    scope.fork("stop", () -> stop.send(true));
  }
}
