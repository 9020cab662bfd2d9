// Wrong: a watcher sends its first events to whoever watches, who has stopped already and never looks.
// Idea: kubernetes #38669, in GoKer (GoBench). Repaired twin: Kubernetes38669Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import java.util.List;

final Channel<Integer> input = Channel.<Integer>rendezvous().named("input");
final Channel<Integer> result = Channel.<Integer>rendezvous().named("result");

void process(List<Integer> first) throws InterruptedException {
  for (int event : first) {
    result.send(event);
  }
  for (int event : input) {
    result.send(event);
  }
  result.close();
}

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    scope.fork("process", () -> process(List.of(1, 2)));
    input.close();
  }
}
