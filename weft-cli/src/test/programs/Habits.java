import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** What programs do with their main thread; prints the same wherever main runs. */
public class Habits {
  static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();
  static final ThreadLocal<String> OWN = new ThreadLocal<>();

  static int depth;

  static void recurse() {
    depth++;
    recurse();
  }

  public static void main(String[] args) throws Exception {
    Thread main = Thread.currentThread();
    System.out.println(main.getName() + " " + main.getPriority() + " " + main.isDaemon() + " " + main.isAlive());

    INHERITED.set("inherited");
    OWN.set("own");
    main.setContextClassLoader(new ClassLoader(Habits.class.getClassLoader()) {});
    Thread child = new Thread(() -> System.out.println(
        INHERITED.get() + " " + OWN.get() + " " + (Thread.currentThread().getContextClassLoader() == main.getContextClassLoader())));
    child.start();
    child.join();

    main.interrupt();
    try {
      Thread.sleep(10_000);
    } catch (InterruptedException e) {
      System.out.println("interrupted, then " + main.isInterrupted());
    }

    Thread waker = new Thread(() -> {
      while (main.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      LockSupport.unpark(main);
    });
    waker.start();
    LockSupport.park();
    waker.join();

    Object lock = new Object();
    List<String> notes = new ArrayList<>();
    Thread notifier = new Thread(() -> {
      synchronized (lock) {
        notes.add("notified");
        lock.notify();
      }
    });
    synchronized (lock) {
      notifier.start();
      while (notes.isEmpty()) {
        lock.wait();
      }
    }
    System.out.println(notes);

    try {
      recurse();
    } catch (StackOverflowError e) {
      System.out.println("overflow after more than a thousand calls: " + (depth > 1000));
    }

    CountDownLatch ticked = new CountDownLatch(3);
    Timer timer = new Timer();
    timer.schedule(new TimerTask() {
      @Override
      public void run() {
        ticked.countDown();
      }
    }, 0, 1);
    ticked.await();
    timer.cancel();

    var pool = Executors.newFixedThreadPool(2);
    System.out.println(pool.submit(() -> Thread.currentThread().isDaemon() + " " + Thread.currentThread().getThreadGroup().getName()).get());
    pool.shutdown();

    new Thread(() -> {
      try {
        main.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      System.out.println("main has ended: " + main.getState());
    }).start();
  }
}
