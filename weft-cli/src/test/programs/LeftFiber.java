import dev.weft.channel.Channel;

/// Leaves a thread that waits for a channel: one that nobody else has, or one that a static field keeps.
public class LeftFiber {
  static Channel<String> kept;

  public static void main(String[] args) throws Exception {
    Channel<String> channel = Channel.rendezvous();
    if (args[0].equals("kept")) {
      kept = channel;
    }
    Thread.ofVirtual().name("left").start(() -> {
      try {
        channel.receive();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
