// Wrong: two threads each need two of two permits and take them one by one; each can end with one.
// Idea: semaphore misuse; the classic partial allocation. Repaired twin: SemaphoreAtOnce.java.

import java.util.concurrent.Semaphore;

final Semaphore permits = new Semaphore(2);

void work() {
  permits.acquireUninterruptibly();
  permits.acquireUninterruptibly();
  permits.release(2);
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::work);
  Thread second = threads.start(this::work);
  first.join();
  second.join();
  if (permits.availablePermits() != 2) {
    throw new AssertionError("a permit was lost");
  }
}
