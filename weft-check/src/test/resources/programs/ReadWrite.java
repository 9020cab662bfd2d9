import java.util.concurrent.atomic.AtomicInteger;

/// As many threads as the argument says, each reads one variable and then writes it: (n!)^2 inequivalent schedules, one for
/// each order of the writes and each place of every read before its own write.
public class ReadWrite {
  public static void main(String[] args) throws InterruptedException {
    AtomicInteger variable = new AtomicInteger();
    Thread[] threads = new Thread[Integer.parseInt(args[0])];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = Thread.ofVirtual().start(() -> variable.set(variable.get() + 1));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
