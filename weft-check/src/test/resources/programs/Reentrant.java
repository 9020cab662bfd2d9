import java.util.concurrent.locks.ReentrantLock;

/// As many threads as the argument says, each takes one lock once: n! inequivalent schedules.
public class Reentrant {
  public static void main(String[] args) throws InterruptedException {
    ReentrantLock lock = new ReentrantLock();
    Thread[] threads = new Thread[Integer.parseInt(args[0])];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(() -> {
        lock.lock();
        lock.unlock();
      });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
