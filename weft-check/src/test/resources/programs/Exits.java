/// System.exit ends a schedule, not the exploration, also from a thread that holds a lock others wait for.
public class Exits {
  static boolean done;

  public static void main(String[] args) throws InterruptedException {
    Thread exits = new Thread(() -> {
      synchronized (Exits.class) {
        done = true;
        System.exit(3);
      }
    });
    exits.start();
    synchronized (Exits.class) {
      if (done) {
        throw new AssertionError("went on after the end");
      }
    }
    exits.join();
    throw new AssertionError("went on after the end");
  }
}
