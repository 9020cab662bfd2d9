// Right: both permits are acquired in one call.
// Idea: semaphore misuse; the classic partial allocation. Broken twin: SemaphoreOneByOne.java.

import java.util.concurrent.Semaphore;

final Semaphore permits = new Semaphore(2);

void work() {
  permits.acquireUninterruptibly(2);
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
