import java.util.concurrent.atomic.AtomicBoolean;

/// Two ways to wait for a flag by spinning; somebody sets it, so both end.
public class SpinFlag {
  static volatile boolean flag;
  static final AtomicBoolean TAKEN = new AtomicBoolean();

  static void locked() {
    while (!TAKEN.compareAndSet(false, true)) {
    }
    flag = true;
    TAKEN.set(false);
  }

  public static void main(String[] args) throws InterruptedException {
    Thread one = new Thread(SpinFlag::locked);
    Thread two = new Thread(SpinFlag::locked);
    one.start();
    two.start();
    while (!flag) {
    }
    one.join();
    two.join();
  }
}
