import java.util.concurrent.atomic.AtomicInteger;

/** Notes in a system property that it ran; goes wrong if it finds the note. With an argument it also has a bug of its own. */
public class PropertyState {
  static volatile int count;

  public static void main(String[] args) throws InterruptedException {
    if (System.getProperty("programs.ran") != null) {
      throw new AssertionError("the property came from another schedule");
    }
    System.setProperty("programs.ran", "true");
    AtomicInteger sum = new AtomicInteger();
    Runnable add = args.length > 0 ? () -> count++ : sum::incrementAndGet;
    Thread other = new Thread(add);
    other.start();
    add.run();
    other.join();
    if (args.length > 0 && count != 2) {
      throw new AssertionError("lost an update");
    }
  }
}
