// Wrong: tryLock can fail, but finally unlocks all the same: IllegalMonitorStateException.
// Idea: Fray's tryLock tests; a common slip in code review. Repaired twin: UnlockIfLocked.java.

import java.util.concurrent.locks.ReentrantLock;

final ReentrantLock lock = new ReentrantLock();
int done;

void work() {
  boolean mine = lock.tryLock();
  try {
    if (mine) {
      done++;
    }
  } finally {
    lock.unlock();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::work);
  Thread second = threads.start(this::work);
  first.join();
  second.join();
}
