import java.util.ArrayDeque;
import java.util.Deque;

/// A correct bounded buffer: no report is wanted.
public class Wait {
  static final Deque<Integer> QUEUE = new ArrayDeque<>();

  static synchronized void put(int item) throws InterruptedException {
    while (QUEUE.size() >= 1) {
      Wait.class.wait();
    }
    QUEUE.add(item);
    Wait.class.notifyAll();
  }

  static int take() throws InterruptedException {
    synchronized (Wait.class) {
      while (QUEUE.isEmpty()) {
        Wait.class.wait();
      }
      int item = QUEUE.remove();
      Wait.class.notifyAll();
      return item;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread producer = new Thread(() -> {
      try {
        for (int i = 0; i < 3; i++) {
          put(i);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    producer.start();
    int sum = take() + take() + take();
    producer.join();
    if (sum != 3) {
      throw new AssertionError("sum is " + sum);
    }
  }
}
