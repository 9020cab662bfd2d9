// A deadlock of two selects: each of two fibers waits for a word of the other before it says one itself.
// Expect, under `weft run`, a report that names both fibers and what they wait for, and exit code 3.
// With the argument `polite` one of them also offers to send in the same select; expect "ping: hello", "pong: hello".

import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.Selectable;
import dev.weft.channel.Channel;

final Channel<String> toPing = Channel.<String>rendezvous().named("toPing");
final Channel<String> toPong = Channel.<String>rendezvous().named("toPong");

void main(String[] args) throws Exception {
  boolean polite = List.of(args).contains("polite");
  try (var scope = Scope.open()) {
    scope.fork("ping", () -> {
      IO.println("ping: " + Select.any(toPing.receiving()).await());
      toPong.send("hello");
    });
    scope.fork("pong", () -> {
      Selectable<String> hear = toPong.receiving();
      Selectable<String> say = toPing.sending("hello");
      if (polite) {
        Select.any(hear, say).await(); // whichever can happen
        IO.println("pong: " + toPong.receive());
      } else {
        IO.println("pong: " + Select.any(hear).await());
        say.await();
      }
    });
  }
}
