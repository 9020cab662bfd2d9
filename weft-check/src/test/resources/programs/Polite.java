import java.util.concurrent.locks.ReentrantLock;

/// Each thread lets go of its lock when the other one has the second: both may do so for ever.
public class Polite {
  static final ReentrantLock LEFT = new ReentrantLock();
  static final ReentrantLock RIGHT = new ReentrantLock();

  static void both(ReentrantLock first, ReentrantLock second) {
    while (true) {
      first.lock();
      if (second.tryLock()) {
        second.unlock();
        first.unlock();
        return;
      }
      first.unlock();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread one = new Thread(() -> both(LEFT, RIGHT), "one");
    Thread two = new Thread(() -> both(RIGHT, LEFT), "two");
    one.start();
    two.start();
    one.join();
    two.join();
  }
}
