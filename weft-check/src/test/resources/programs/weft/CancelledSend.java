import dev.weft.CancelledException;
import dev.weft.Fiber;
import dev.weft.Outcome;
import dev.weft.Scope;
import dev.weft.channel.Channel;
import java.util.Optional;

// A send that is cancelled: either it happened and the value is there, or it did not. With "wrong" the program believes that a
// cancelled fiber has never sent.

void main(String[] args) throws InterruptedException {
  boolean wrong = args[0].equals("wrong");
  Channel<String> channel = Channel.buffered(1);
  try (Scope scope = Scope.open()) {
    Fiber<String> sender = scope.fork(() -> {
      channel.send("value");
      return "sent";
    });
    sender.cancel(new CancelledException("no longer wanted", null));
    Outcome<String> outcome = sender.ending().await();
    Optional<String> there = channel.tryReceive();
    if ((wrong || outcome instanceof Outcome.Cancelled) && there.isPresent()) {
      throw new AssertionError("cancelled, but " + there + " after " + outcome);
    }
  }
}
