package programs;

import dev.weft.channel.Broadcast;
import dev.weft.channel.Channel;
import dev.weft.channel.Receiver;
import dev.weft.channel.Sender;
import dev.weft.channel.Slow;

/// Sends values until there is no memory for more, then takes them all: by a channel, then by a broadcast. Started by a test in a JVM with a small heap.
public final class FullOfValues {
  private FullOfValues() {}

  public static void main(String[] arguments) throws InterruptedException {
    Channel<String> values = Channel.unlimited();
    fill(values, values);
    Broadcast<String> news = Broadcast.of(Integer.MAX_VALUE, Slow.HOLDS_UP);
    fill(news, news.subscribe());
  }

  private static void fill(Sender<String> to, Receiver<String> from) throws InterruptedException {
    int sent = 0;
    try {
      while (true) {
        to.send("value");
        sent++;
      }
    } catch (OutOfMemoryError e) {
      System.out.println("full");
    }
    int received = 0;
    while (from.tryReceive().isPresent()) {
      received++;
    }
    System.out.println(received == sent ? "all there" : sent + " sent, " + received + " received");
    to.send("one more");
    System.out.println(from.receive());
  }
}
