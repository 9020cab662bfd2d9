// Wrong: waiting ends early because the condition holds, but nobody tells the poller, which waits to be told.
// Idea: kubernetes #70277, in GoKer (GoBench). Repaired twin: Kubernetes70277Repaired.java.

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Timer;
import dev.weft.channel.Channel;
import java.time.Duration;

final Channel<Integer> ticks = Channel.<Integer>rendezvous().named("ticks");
final Channel<Integer> done = Channel.<Integer>rendezvous().named("done");

void poll() throws InterruptedException {
  boolean more = true;
  for (int i = 0; more && i < 2; i++) {
    Timer.after(Duration.ofMillis(1)).await();
    int tick = i;
    more = Select.any(ticks.sending(tick).map(_ -> true), done.nexting().map(_ -> false)).await();
  }
  ticks.close();
}

void waitFor() throws InterruptedException {
  for (int tick : ticks) {
    if (tick == 0) {
      return;
    }
  }
  done.close();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("poll", this::poll);
    scope.fork("wait", this::waitFor);
  }
}
