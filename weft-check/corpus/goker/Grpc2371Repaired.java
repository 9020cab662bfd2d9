// Right: a connection without a balancer keeps what was resolved until it has one.
// Idea: grpc-go #2371, in GoKer (GoBench). Wrong twin: Grpc2371.java.

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
String pending;

void watch() throws InterruptedException {
  String address = resolved.receive();
  try (var _ = mutex.lock()) {
    if (balancer == null) {
      pending = address;
    } else {
      balancer.handle(address);
    }
  }
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("watcher", this::watch);
    resolved.send("localhost");
    try (var _ = mutex.lock()) {
      balancer = new Balancer(Channel.buffered(1));
      if (pending != null) {
        balancer.handle(pending);
      }
    }
  }
}
