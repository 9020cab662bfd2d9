import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The first virtual thread of the JVM is made by a controlled thread, and virtual threads wait in every way: by the clock, for
/// each other, in a monitor, in containers.
public class Virtuals {
  static int count;

  public static void main(String[] args) throws Exception {
    Object lock = new Object();
    Semaphore permits = new Semaphore(0);
    Thread waits = Thread.ofVirtual().name("waits").start(() -> {
      permits.acquireUninterruptibly();
      LockSupport.parkNanos(TimeUnit.HOURS.toNanos(1));
      synchronized (lock) {
        count++;
      }
    });
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      pool.submit(() -> {
        synchronized (lock) {
          count++;
        }
        permits.release();
      });
      Thread.sleep(1);
    }
    waits.join();
    if (count != 2 || !waits.getName().equals("waits") || waits.getState() != Thread.State.TERMINATED) {
      throw new AssertionError(count + " " + waits);
    }
  }
}
