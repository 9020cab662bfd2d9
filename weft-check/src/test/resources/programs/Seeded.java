import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/// What the program draws is drawn again in a replay, whichever generator it asks.
public class Seeded {
  static volatile boolean other;

  public static void main(String[] args) throws InterruptedException {
    Thread thread = new Thread(() -> {
      if (ThreadLocalRandom.current().nextInt(4) != 0) {
        other = true;
      }
    });
    thread.start();
    long drawn = new Random().nextLong() ^ ThreadLocalRandom.current().nextLong() ^ Double.doubleToLongBits(Math.random());
    boolean seen = other;
    thread.join();
    if (seen) {
      throw new AssertionError("drew " + drawn + " in thread " + Thread.currentThread().threadId());
    }
  }
}
