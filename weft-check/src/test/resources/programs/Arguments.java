import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// What arguments were loaded from is not what a method is called on.
class Arguments {
  static final String WORD = "word";
  static final Lock[] FORKS = {new ReentrantLock(), new ReentrantLock()};
  static BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
  static volatile boolean longer = true;

  public static void main(String[] args) throws InterruptedException {
    var other = new Thread(() -> eat(1, 0), "other");
    other.start();
    BlockingQueue<String> local = queue;
    local.offer(WORD, 1, TimeUnit.SECONDS);
    queue.offer(longer ? WORD
        : "none", longer ? 1L : 2L, TimeUnit.SECONDS);
    eat(0, 1);
  }

  static void eat(int left, int right) {
    FORKS[left].lock();
    FORKS[right].lock();
    FORKS[right].unlock();
    FORKS[left].unlock();
  }
}
