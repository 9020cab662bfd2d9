// Wrong: a test goes through its cases, and the fiber that answers a case reads which one it is when the test has gone
// on.
// Idea: moby #22941, in GoKer (GoBench). Repaired twin: Moby22941Repaired.java.

import dev.weft.Scope;
import dev.weft.channel.Channel;
import java.util.List;

final Channel<String> answers = Channel.<String>buffered(2).named("answers");
String request = "";

void main() throws InterruptedException {
  try (Scope scope = Scope.open()) {
    for (String each : List.of("GET", "PUT")) {
      request = each;
      scope.fork("answer to " + each, () -> answers.send(request));
    }
  }
  if (answers.receive().equals(answers.receive())) {
    throw new AssertionError("one request was answered twice");
  }
}
