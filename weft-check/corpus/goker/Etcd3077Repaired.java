// Right: the server makes the channel before it starts the loop.
// Idea: etcd #3077, in GoKer (GoBench). Wrong twin: Etcd3077.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;

final Channel<Boolean> stop = Channel.<Boolean>buffered(1).named("stop");
Channel<Boolean> stopped;

void raft() throws InterruptedException {
  stop.receive();
  stopped.close();
}

void server() throws InterruptedException {
  stop.send(true);
  stopped.next();
}

void main() throws InterruptedException {
  stopped = Channel.<Boolean>rendezvous().named("stopped");
  try (Scope scope = Scope.open()) {
    scope.fork("raft", this::raft);
    scope.fork("server", this::server);
  }
}
