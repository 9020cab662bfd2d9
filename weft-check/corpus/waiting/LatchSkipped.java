// Wrong: the loser of a race returns early and never counts the latch down, so the waiting thread stays.
// Idea: Fray's CountDownLatch tests. Repaired twin: LatchInFinally.java.

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

final CountDownLatch finished = new CountDownLatch(2);
final AtomicBoolean claimed = new AtomicBoolean();

void work() {
  if (!claimed.compareAndSet(false, true)) {
    return;
  }
  finished.countDown();
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::work);
  Thread second = threads.start(this::work);
  finished.await();
  first.join();
  second.join();
}
