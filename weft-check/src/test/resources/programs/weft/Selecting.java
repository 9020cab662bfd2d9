import dev.weft.Scope;
import dev.weft.Select;
import dev.weft.channel.Channel;

/** A select sends into the buffer that another sends into and receives from: before, between or after. */
public class Selecting {
  public static void main(String[] args) throws InterruptedException {
    Channel<Integer> channel = Channel.buffered(2);
    Channel<Integer> silent = Channel.rendezvous();
    try (var scope = Scope.open()) {
      scope.fork(() -> Select.any(channel.sending(1), silent.receiving()).await());
      scope.fork(
          () -> {
            channel.send(2);
            channel.receive();
          });
    }
  }
}
