package programs;

import dev.weft.channel.Channel;

/// Sends values until there is no memory for more, then takes them all. Started by a test in a JVM with a small heap.
public final class FullOfValues {
  private FullOfValues() {}

  public static void main(String[] arguments) throws InterruptedException {
    Channel<String> values = Channel.unlimited();
    int sent = 0;
    try {
      while (true) {
        values.send("value");
        sent++;
      }
    } catch (OutOfMemoryError e) {
      System.out.println("full");
    }
    int received = 0;
    while (values.tryReceive().isPresent()) {
      received++;
    }
    System.out.println(received == sent ? "all there" : sent + " sent, " + received + " received");
    values.send("one more");
    System.out.println(values.receive());
  }
}
