// Wrong: a question for the status comes after the node has stopped, and nobody answers it any more.
// Idea: etcd #6857, in GoKer (GoBench). Repaired twin: Etcd6857Repaired.java.

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;

final Channel<Channel<String>> status = Channel.<Channel<String>>rendezvous().named("status");
final Channel<Boolean> stop = Channel.<Boolean>rendezvous().named("stop");
final Channel<Boolean> done = Channel.<Boolean>rendezvous().named("done");

void run() throws InterruptedException {
  boolean running = true;
  while (running) {
    running = Select.any(status.receiving().map(this::answer), stop.receiving().map(_ -> false)).await();
  }
  done.close();
}

boolean answer(Channel<String> asker) {
  asker.trySend("running");
  return true;
}

void status() throws InterruptedException {
  Channel<String> answer = Channel.buffered(1);
  status.send(answer);
  answer.receive();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("run", this::run);
    scope.fork("status", this::status);
    scope.fork("stop", () -> {
      stop.send(true);
    });
  }
}
