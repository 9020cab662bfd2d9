// Right: "not full" and "not empty" are two conditions.
// Idea: Fray's condition tests; the two-condition buffer of the JDK's documentation. Broken twin:
// SharedCondition.java.

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

final ReentrantLock lock = new ReentrantLock();
final Condition notEmpty = lock.newCondition();
final Condition notFull = lock.newCondition();
boolean full;

void put() {
  lock.lock();
  try {
    while (full) {
      notFull.awaitUninterruptibly();
    }
    full = true;
    notEmpty.signal();
  } finally {
    lock.unlock();
  }
}

void take() {
  lock.lock();
  try {
    while (!full) {
      notEmpty.awaitUninterruptibly();
    }
    full = false;
    notFull.signal();
  } finally {
    lock.unlock();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  List<Thread> all = new ArrayList<>();
  for (Runnable step : List.<Runnable>of(this::put, this::take)) {
    for (int i = 0; i < 2; i++) {
      all.add(
          threads.start(
              () -> {
                step.run();
                step.run();
              }));
    }
  }
  for (Thread thread : all) {
    thread.join();
  }
}
