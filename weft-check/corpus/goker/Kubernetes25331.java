// Wrong: after an error the watch is cancelled before the error is passed on; who would receive it may have left by
// then.
// Idea: kubernetes #25331, in GoKer (GoBench). Repaired twin: Kubernetes25331Repaired.java.

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;
import dev.weft.sync.OneShot;

final OneShot<String> cancelled = new OneShot<>();
final Channel<String> results = Channel.<String>rendezvous().named("results");

void run() throws InterruptedException {
  cancelled.complete("cancelled");
  results.send("error");
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
