// Right: all are let go before any is awaited.
// Idea: serving #2137, in GoKer (GoBench). Wrong twin: Serving2137.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import dev.weft.sync.OneShot;
import java.util.List;

record Request(OneShot<Boolean> go, OneShot<Boolean> ended) {}

final Channel<Integer> active = Channel.<Integer>buffered(1).named("active");

void serve(Request request) throws InterruptedException {
  active.send(1);
  request.go().await();
  active.receive();
  request.ended().complete(true);
}

void release(List<Request> requests) throws InterruptedException {
  for (Request request : requests) {
    request.go().complete(true);
  }
  for (Request request : requests) {
    request.ended().await();
  }
}

void main() throws InterruptedException {
  List<Request> requests = List.of(new Request(new OneShot<>(), new OneShot<>()), new Request(new OneShot<>(), new OneShot<>()));
  try (Scope scope = Scope.open()) {
    for (Request request : requests) {
      scope.fork(() -> serve(request));
    }
    release(requests);
  }
}
