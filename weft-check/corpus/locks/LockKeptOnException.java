// Wrong: a parse error leaves the method with the lock held, and its thread ends: the next thread waits for ever.
// Idea: a lock left held on the exceptional path, as in the JaConTeBe and Lu studies. Repaired twin:
// LockFinally.java.

import java.util.concurrent.locks.ReentrantLock;

final ReentrantLock lock = new ReentrantLock();
int total;

void add(String text) {
  lock.lock();
  total += Integer.parseInt(text);
  lock.unlock();
}

void addOrSkip(String text) {
  try {
    add(text);
  } catch (NumberFormatException e) {
    Objects.requireNonNull(e);
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(() -> addOrSkip("seven"));
  first.join();
  Thread second = threads.start(() -> addOrSkip("7"));
  second.join();
  if (total != 7) {
    throw new AssertionError("total is " + total);
  }
}
