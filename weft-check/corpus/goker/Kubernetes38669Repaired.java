// Right: the first events have room, whoever looks.
// Idea: kubernetes #38669, in GoKer (GoBench). Wrong twin: Kubernetes38669.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import java.util.List;

final Channel<Integer> input = Channel.<Integer>rendezvous().named("input");
final Channel<Integer> result = Channel.<Integer>buffered(2).named("result");

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
