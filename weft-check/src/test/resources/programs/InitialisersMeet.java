import java.util.concurrent.CountDownLatch;

/** Two class initialisers wait in turns for steps of each other; no stack can be moved from under the other. */
public class InitialisersMeet {
  static final CountDownLatch FIRST = new CountDownLatch(1);
  static final CountDownLatch SECOND = new CountDownLatch(1);
  static final CountDownLatch THIRD = new CountDownLatch(1);

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static class Left {
    static int value = 1;

    static {
      FIRST.countDown();
      await(SECOND);
      THIRD.countDown();
    }
  }

  static class Right {
    static int value = 2;

    static {
      await(FIRST);
      SECOND.countDown();
      await(THIRD);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Thread left = new Thread(() -> Math.abs(Left.value));
    Thread right = new Thread(() -> Math.abs(Right.value));
    left.start();
    right.start();
    left.join();
    right.join();
  }
}
