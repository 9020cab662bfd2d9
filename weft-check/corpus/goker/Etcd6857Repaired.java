// Right: who asks gives up when the node is done.
// Idea: etcd #6857, in GoKer (GoBench). Wrong twin: Etcd6857.java.

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
  if (Select.any(status.sending(answer).map(_ -> true), done.nexting().map(_ -> false)).await()) {
    answer.receive();
  }
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
