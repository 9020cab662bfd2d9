import java.util.concurrent.atomic.AtomicInteger;

/** The enum's constant is known to an object that it made: its state cannot be set anew, its class must be loaded anew. With an
 * argument it also loses an update. */
public class SelfReference {
  enum Service {
    INSTANCE;

    final AtomicInteger calls = new AtomicInteger();
    volatile int count;
    final Runnable action = new Runnable() {
      @Override
      public void run() {
        calls.incrementAndGet();
        count++;
      }
    };
  }

  public static void main(String[] args) throws InterruptedException {
    Thread other = new Thread(Service.INSTANCE.action);
    other.start();
    Service.INSTANCE.action.run();
    other.join();
    if (Service.INSTANCE.calls.get() != 2) {
      throw new AssertionError("calls: " + Service.INSTANCE.calls);
    }
    if (args.length > 0 && Service.INSTANCE.count != 2) {
      throw new AssertionError("lost an update");
    }
  }
}
