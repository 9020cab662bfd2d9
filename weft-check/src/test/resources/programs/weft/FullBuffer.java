import dev.weft.Scope;
import dev.weft.channel.Channel;

/** Two send into a buffer of one, two receive from it, and one of them does both: three orders, and nothing is read of them. */
public class FullBuffer {
  public static void main(String[] args) throws InterruptedException {
    Channel<Integer> channel = Channel.buffered(1);
    try (var scope = Scope.open()) {
      scope.fork(
          () -> {
            channel.send(1);
            channel.receive();
          });
      scope.fork(() -> channel.receive());
      scope.fork(() -> channel.send(2));
    }
  }
}
