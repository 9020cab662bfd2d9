// Wrong: requests are let go in the order of their making, but the breaker may have let in the second first, which is
// not let go before the first has ended.
// Idea: serving #2137, in GoKer (GoBench). Repaired twin: Serving2137Repaired.java.

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
