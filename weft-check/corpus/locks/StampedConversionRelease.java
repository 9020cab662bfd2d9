// Right: the read stamp is given back before the write lock is asked for.
// Idea: Fray's StampedLock conversion tests. Broken twin: StampedConversion.java.

import java.util.concurrent.locks.StampedLock;

final StampedLock lock = new StampedLock();
int value;

void increment() {
  long stamp = lock.readLock();
  long write = lock.tryConvertToWriteLock(stamp);
  if (write == 0) {
    lock.unlockRead(stamp);
    write = lock.writeLock();
  }
  value++;
  lock.unlockWrite(write);
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::increment);
  Thread second = threads.start(this::increment);
  first.join();
  second.join();
  if (value != 2) {
    throw new AssertionError("value is " + value);
  }
}
