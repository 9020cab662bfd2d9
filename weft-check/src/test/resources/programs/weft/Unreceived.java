import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;

// One send and one select for which nobody ever comes.

void main() throws InterruptedException {
  Channel<Integer> jobs = Channel.<Integer>rendezvous().named("jobs");
  Channel<Integer> stop = Channel.<Integer>rendezvous().named("stop");
  Channel<Integer> news = Channel.<Integer>rendezvous().named("news");
  try (Scope scope = Scope.open()) {
    scope.fork("producer", () -> jobs.send(1));
    scope.fork("consumer", () -> {
      Select.any(stop.receiving(), news.receiving()).await();
    });
  }
}
