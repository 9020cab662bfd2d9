import java.util.concurrent.locks.StampedLock;

/** Reads without a lock, whose reader is cut off before it has looked whether they were allowed, or never looks. */
class Optimistic {
  static final StampedLock LOCK = new StampedLock();
  static int x;

  static int read(boolean looks) {
    long stamp = LOCK.tryOptimisticRead();
    int seen = x;
    if (looks && !LOCK.validate(stamp)) {
      stamp = LOCK.readLock();
      seen = x;
      LOCK.unlockRead(stamp);
    }
    return seen;
  }

  public static void main(String[] args) throws InterruptedException {
    Thread reader = new Thread(() -> read(args[0].equals("looks")));
    reader.setDaemon(true);
    reader.start();
    long stamp = LOCK.writeLock();
    x = 1;
    LOCK.unlockWrite(stamp);
  }
}
