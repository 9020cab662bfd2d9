// Right: the read lock is released first and the condition looked at again under the write lock.
// Idea: ReentrantReadWriteLock's documentation; Fray's read-write lock tests. Broken twin: ReadWriteUpgrade.java.

import java.util.concurrent.locks.ReentrantReadWriteLock;

final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
String cached;
int loads;

String read() {
  lock.readLock().lock();
  try {
    if (cached != null) {
      return cached;
    }
  } finally {
    lock.readLock().unlock();
  }
  lock.writeLock().lock();
  try {
    if (cached == null) {
      cached = "value";
      loads++;
    }
    return cached;
  } finally {
    lock.writeLock().unlock();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::read);
  Thread second = threads.start(this::read);
  first.join();
  second.join();
  if (loads != 1) {
    throw new AssertionError("loaded " + loads + " times");
  }
}
