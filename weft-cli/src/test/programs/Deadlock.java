import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/** Two virtual threads lock two locks crosswise; main waits for them. */
public class Deadlock {
  static final CountDownLatch BOTH = new CountDownLatch(2);

  public static void main(String[] args) throws Exception {
    ReentrantLock left = new ReentrantLock();
    ReentrantLock right = new ReentrantLock();
    Thread one = Thread.ofVirtual().name("one").start(() -> lock(left, right));
    Thread.ofVirtual().name("two").start(() -> lock(right, left));
    one.join();
  }

  static void lock(ReentrantLock first, ReentrantLock second) {
    first.lock();
    BOTH.countDown();
    try {
      BOTH.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    second.lock();
  }
}
