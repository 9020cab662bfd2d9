// Right: compareAndSet takes it in one step.
// Idea: the naive spin lock of Herlihy and Shavit, chapter 7. Broken twin: SpinLockTestThenSet.java.

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

final AtomicBoolean held = new AtomicBoolean();
final AtomicInteger inside = new AtomicInteger();

void lock() {
  while (!held.compareAndSet(false, true)) {
    Thread.onSpinWait();
  }
}

void work() {
  lock();
  if (inside.incrementAndGet() != 1) {
    throw new AssertionError("two threads hold the lock");
  }
  inside.decrementAndGet();
  held.set(false);
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::work);
  Thread second = threads.start(this::work);
  first.join();
  second.join();
}
