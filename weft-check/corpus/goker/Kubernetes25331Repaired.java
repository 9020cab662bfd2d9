// Right: the error is passed on first.
// Idea: kubernetes #25331, in GoKer (GoBench). Wrong twin: Kubernetes25331.java.

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;
import dev.weft.sync.OneShot;

final OneShot<String> cancelled = new OneShot<>();
final Channel<String> results = Channel.<String>rendezvous().named("results");

void run() throws InterruptedException {
  results.send("error");
  cancelled.complete("cancelled");
}

void watch() throws InterruptedException {
  Select.any(results.receiving(), cancelled.completing()).await();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("run", this::run);
    scope.fork("watch", this::watch);
  }
}
