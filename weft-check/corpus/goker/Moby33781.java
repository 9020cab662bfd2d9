// Wrong: the monitor stops while a probe runs, and the probe waits for somebody to take its result.
// Idea: moby #33781, in GoKer (GoBench). Repaired twin: Moby33781Repaired.java.

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;

final Channel<Boolean> stop = Channel.<Boolean>buffered(1).named("stop");

void monitor(Scope scope) throws InterruptedException {
  Channel<Boolean> results = Channel.<Boolean>rendezvous().named("results");
  scope.fork("probe", () -> results.send(true));
  Select.any(stop.receiving(), results.receiving()).await();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("monitor", () -> monitor(scope));
    scope.fork("stop", () -> stop.send(true));
  }
}
