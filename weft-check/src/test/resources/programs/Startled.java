import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Waits that may end for no reason, and some that must not. */
class Startled {
  static final Object LOCK = new Object();
  static volatile boolean set;
  static volatile int here;
  static volatile int there;
  static int items;

  static void parked() {
    LockSupport.park();
    if (!set) {
      throw new AssertionError("parked too short");
    }
  }

  static void waited() {
    synchronized (LOCK) {
      if (!set) {
        await();
      }
      if (!set) {
        throw new AssertionError("waited too short");
      }
    }
  }

  /** Is preempted after it has woken up, and goes on later. */
  static void switched() {
    LockSupport.park();
    here = 1;
    if (there == 1 && !set) {
      throw new AssertionError("parked too short");
    }
  }

  /** Goes wrong without a spurious wake-up too: the other consumer is quicker. */
  static void consumed() {
    synchronized (LOCK) {
      if (items == 0) {
        await();
      }
      items--;
      if (items < 0) {
        throw new AssertionError("took what was not there");
      }
    }
  }

  static void await() {
    try {
      LOCK.wait();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void produced() {
    for (int i = 0; i < 2; i++) {
      synchronized (LOCK) {
        items++;
        LOCK.notifyAll();
      }
    }
  }

  static void released(Thread waiter) {
    if (here == 0) {
      there = 1;
    }
    synchronized (LOCK) {
      set = true;
      LOCK.notifyAll();
    }
    LockSupport.unpark(waiter);
  }

  static void looped(Thread waiter) {
    new Thread(() -> released(waiter)).start();
    while (!set) {
      LockSupport.park();
    }
  }

  /** All that waits here is java.util.concurrent; a park that is over at once does not count. */
  static void library() throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
      pool.execute(() -> {
        latch.countDown();
        LockSupport.parkNanos(0);
      });
      latch.await();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    if (args[0].equals("library")) {
      library();
      return;
    }
    if (args[0].equals("looped")) {
      looped(Thread.currentThread());
      return;
    }
    Thread first = new Thread(switch (args[0]) {
      case "park" -> Startled::parked;
      case "switched" -> Startled::switched;
      case "consume" -> Startled::consumed;
      default -> Startled::waited;
    });
    first.start();
    switch (args[0]) {
      case "consume" -> {
        Thread second = new Thread(Startled::consumed);
        second.start();
        produced();
        second.join();
      }
      case "forgotten" -> there = 1;
      default -> released(first);
    }
    first.join();
  }
}
