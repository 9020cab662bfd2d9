// Right: plain fields are read optimistically, as in the documentation: what a failed validation finds is thrown away.
// Idea: the Point example of StampedLock's documentation, with and without validate. Broken twin:
// OptimisticPlainUsed.java.

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
  long stamp = lock.tryOptimisticRead();
  int seenX = x;
  int seenY = y;
  if (!lock.validate(stamp)) {
    stamp = lock.readLock();
    seenX = x;
    seenY = y;
    lock.unlockRead(stamp);
  }
  return seenX - seenY;
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
