import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Deadlocks over what has no owner in Java: permits, stamps, read locks. */
class Unowned {
  static final Semaphore PERMITS = new Semaphore(3);
  static final StampedLock STAMPED = new StampedLock();
  static final ReentrantReadWriteLock SHARED = new ReentrantReadWriteLock();

  public static void main(String[] args) throws InterruptedException {
    switch (args[0]) {
      case "permits" -> join(Thread.ofPlatform().name("taker").start(Unowned::takeAll), Unowned::takeOne);
      case "stamp" -> join(Thread.ofPlatform().name("writer").start(STAMPED::writeLock), () -> STAMPED.unlock(STAMPED.readLock()));
      case "converted" -> join(Thread.ofPlatform().name("reader").start(Unowned::convert), () -> STAMPED.unlockWrite(STAMPED.writeLock()));
      case "read" -> join(Thread.ofPlatform().name("reader").start(Unowned::read), () -> SHARED.writeLock().lock());
      case "tried" -> join(Thread.ofPlatform().name("trier").start(Unowned::tries), Unowned::takeOne);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** The other thread has ended, and kept what it took. */
  private static void join(Thread other, Runnable action) throws InterruptedException {
    other.join();
    action.run();
  }

  private static void takeAll() {
    PERMITS.acquireUninterruptibly(2);
    PERMITS.release();
    PERMITS.acquireUninterruptibly();
    PERMITS.acquireUninterruptibly();
  }

  private static void tries() {
    int first = PERMITS.drainPermits();
    PERMITS.release(first);
    if (PERMITS.tryAcquire(4)) {
      throw new AssertionError("there are three");
    }
    while (PERMITS.tryAcquire()) {
      Thread.onSpinWait();
    }
  }

  private static void takeOne() {
    PERMITS.acquireUninterruptibly();
    PERMITS.release();
  }

  private static void convert() {
    long write = STAMPED.writeLock();
    STAMPED.tryConvertToReadLock(write);
  }

  private static void read() {
    Lock read = SHARED.readLock();
    read.lock();
    read.lock();
    read.unlock();
  }
}
