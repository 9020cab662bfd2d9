// Wrong: the raft loop makes the channel that says it has stopped, when it begins; the server may look for it before
// that.
// Idea: etcd #3077, in GoKer (GoBench). Repaired twin: Etcd3077Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;

final Channel<Boolean> stop = Channel.<Boolean>buffered(1).named("stop");
Channel<Boolean> stopped;

void raft() throws InterruptedException {
  stopped = Channel.<Boolean>rendezvous().named("stopped");
  stop.receive();
  stopped.close();
}

void server() throws InterruptedException {
  stop.send(true);
  stopped.next();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("raft", this::raft);
    scope.fork("server", this::server);
  }
}
