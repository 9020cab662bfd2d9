import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Whoever computes last decides: either may. The map's own monitor is held where they are called back. */
class LastOfTwo {
  static final ConcurrentHashMap<String, Integer> MAP = new ConcurrentHashMap<>();
  static final AtomicInteger CALLS = new AtomicInteger();

  public static void main(String[] args) throws InterruptedException {
    MAP.put("a", 0);
    Thread one = new Thread(() -> MAP.compute("a", (key, old) -> {
      CALLS.incrementAndGet();
      return 1;
    }));
    Thread two = new Thread(() -> MAP.compute("a", (key, old) -> {
      CALLS.incrementAndGet();
      return 2;
    }));
    boolean first = args[0].equals("first");
    (first ? one : two).start();
    (first ? two : one).start();
    one.join();
    two.join();
    if (MAP.get("a") != 2) {
      throw new AssertionError("got " + MAP.get("a"));
    }
  }
}
