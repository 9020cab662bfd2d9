import java.util.concurrent.locks.StampedLock;

/** Reads without a lock, whose reader is cut off before it has looked whether they were allowed, or never looks. */
class Optimistic {
  static final StampedLock LOCK = new StampedLock();
  static final StampedLock OTHER = new StampedLock();
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

  /** Looks at both stamps after it has read under both. */
  static int readBoth() {
    long stamp = LOCK.tryOptimisticRead();
    int first = x;
    long other = OTHER.tryOptimisticRead();
    int second = x;
    return LOCK.validate(stamp) && OTHER.validate(other) ? first - second : 0;
  }

  public static void main(String[] args) throws InterruptedException {
    Thread reader = new Thread(() -> {
      if (args[0].equals("both")) {
        readBoth();
      } else {
        read(args[0].equals("looks"));
      }
    });
    reader.setDaemon(true);
    reader.start();
    long stamp = LOCK.writeLock();
    x = 1;
    LOCK.unlockWrite(stamp);
  }
}
