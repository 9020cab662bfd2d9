// Wrong: plain fields are read optimistically and used without validation: a data race, and half a move can be seen.
// Idea: the Point example of StampedLock's documentation, with and without validate. Repaired twin:
// OptimisticPlain.java.

import java.util.concurrent.locks.StampedLock;

final StampedLock lock = new StampedLock();
int x;
int y;

void move() {
  long stamp = lock.writeLock();
  x = 1;
  y = 1;
  lock.unlockWrite(stamp);
}

int distance() {
  lock.tryOptimisticRead();
  return x - y;
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread mover = threads.start(this::move);
  int distance = distance();
  mover.join();
  if (distance != 0) {
    throw new AssertionError("saw half a move");
  }
}
