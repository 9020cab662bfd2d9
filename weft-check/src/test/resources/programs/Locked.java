public class Locked {
  static int count;
  static final Object LOCK = new Object();

  public static void main(String[] args) throws InterruptedException {
    Thread[] threads = new Thread[3];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(Locked::work);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (count != 15) {
      throw new AssertionError("count is " + count);
    }
  }

  static void work() {
    ThreadLocal<Thread> mine = ThreadLocal.withInitial(Thread::currentThread);
    for (int i = 0; i < 5; i++) {
      synchronized (LOCK) {
        count++;
      }
      if (mine.get() != Thread.currentThread() || Thread.holdsLock(LOCK)) {
        throw new AssertionError("the thread's identity got lost");
      }
    }
  }
}
