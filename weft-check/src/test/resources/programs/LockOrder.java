import java.util.concurrent.locks.ReentrantLock;

public class LockOrder {
  static final ReentrantLock A = new ReentrantLock();
  static final ReentrantLock B = new ReentrantLock();

  static void both(ReentrantLock first, ReentrantLock second) {
    first.lock();
    try {
      second.lock();
      second.unlock();
    } finally {
      first.unlock();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread other = Thread.ofVirtual().name("virtual").start(() -> both(A, B));
    both(B, A);
    other.join();
  }
}
