// Wrong: the resolver watches before the connection has a balancer, and hands it what it has resolved.
// Idea: grpc-go #2371, in GoKer (GoBench). Repaired twin: Grpc2371Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.Mutex;

record Balancer(Channel<String> addresses) {
  void handle(String address) throws InterruptedException {
    addresses.send(address);
  }
}

final Channel<String> resolved = Channel.<String>buffered(1).named("resolved");
final Mutex mutex = new Mutex().named("connection");
Balancer balancer;

void watch() throws InterruptedException {
  String address = resolved.receive();
  try (var _ = mutex.lock()) {
    balancer.handle(address);
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("watcher", this::watch);
    resolved.send("localhost");
    try (var _ = mutex.lock()) {
      balancer = new Balancer(Channel.buffered(1));
    }
  }
}
