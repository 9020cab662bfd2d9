// Wrong: when the conversion fails, the thread asks for the write lock and keeps its read stamp: two readers wait
// for each other.
// Idea: Fray's StampedLock conversion tests. Repaired twin: StampedConversionRelease.java.

import java.util.concurrent.locks.StampedLock;

final StampedLock lock = new StampedLock();
int value;

void increment() {
  long stamp = lock.readLock();
  long write = lock.tryConvertToWriteLock(stamp);
  if (write == 0) {
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
