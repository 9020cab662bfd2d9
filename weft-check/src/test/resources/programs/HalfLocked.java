import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Four races: one side locks, the sides lock differently, a write under a read lock, a plain flag.
public class HalfLocked {
  static final ReentrantLock LOCK = new ReentrantLock();
  static final ReentrantReadWriteLock.ReadLock READ = new ReentrantReadWriteLock().readLock();
  static int balance;
  static int total;
  static int shared;
  static boolean done;

  static void deposit() {
    synchronized (HalfLocked.class) {
      balance += 1;
    }
  }

  static void steal() {
    balance -= 1;
  }

  static void add() {
    LOCK.lock();
    try {
      total += 1;
    } finally {
      LOCK.unlock();
    }
  }

  static synchronized void subtract() {
    total -= 1;
  }

  static void share() {
    READ.lock();
    try {
      shared += 1;
    } finally {
      READ.unlock();
    }
  }

  static void finish() {
    done = true;
  }

  static void look() {
    if (done) {
      Thread.yield();
    }
  }

  static void both(Runnable one, Runnable two) throws InterruptedException {
    Thread first = new Thread(one, "first");
    Thread second = new Thread(two, "second");
    first.start();
    second.start();
    first.join();
    second.join();
  }

  public static void main(String[] args) throws InterruptedException {
    switch (args[0]) {
      case "one" -> both(HalfLocked::deposit, HalfLocked::steal);
      case "different" -> both(HalfLocked::add, HalfLocked::subtract);
      case "read" -> both(HalfLocked::share, HalfLocked::share);
      case "flag" -> both(HalfLocked::finish, HalfLocked::look);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }
}
