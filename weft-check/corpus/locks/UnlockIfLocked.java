// Right: the try block begins only after tryLock has succeeded.
// Idea: Fray's tryLock tests; a common slip in code review. Broken twin: UnlockWithoutLock.java.

import java.util.concurrent.locks.ReentrantLock;

final ReentrantLock lock = new ReentrantLock();
int done;

void work() {
  if (lock.tryLock()) {
    try {
      done++;
    } finally {
      lock.unlock();
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::work);
  Thread second = threads.start(this::work);
  first.join();
  second.join();
}
