import dev.weft.internal.everywhere.Everywhere;
import java.util.concurrent.Semaphore;

/** Puts a table of its own in place, and ends when it has been printed as often as the first argument says. */
public class Dumped {
  static final Semaphore PRINTED = new Semaphore(0);

  public static void main(String[] args) throws Exception {
    Everywhere.onDump(() -> {
      System.out.println("table");
      PRINTED.release();
    });
    Thread spinning = Thread.startVirtualThread(() -> {
      while (!Thread.interrupted()) {
        Thread.yield();
      }
    });
    System.out.println("ready");
    PRINTED.acquire(Integer.parseInt(args[0]));
    spinning.interrupt();
    spinning.join();
  }
}
