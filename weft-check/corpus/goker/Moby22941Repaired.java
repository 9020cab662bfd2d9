// Right: the fiber is told its case.
// Idea: moby #22941, in GoKer (GoBench). Wrong twin: Moby22941.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import java.util.List;

final Channel<String> answers = Channel.<String>buffered(2).named("answers");

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    for (String each : List.of("GET", "PUT")) {
      scope.fork("answer to " + each, () -> answers.send(each));
    }
  }
  if (answers.receive().equals(answers.receive())) {
    throw new AssertionError("one request was answered twice");
  }
}
