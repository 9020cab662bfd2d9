// Wrong: the worker takes an InterruptedException for impossible; the interrupt may come before or during its wait.
// Idea: Fray's interrupt tests: an interrupt that comes before the wait ends it too. Repaired twin:
// InterruptedWaitRetried.java.

import java.util.concurrent.CountDownLatch;

final CountDownLatch go = new CountDownLatch(1);

void work() {
  try {
    go.await();
  } catch (InterruptedException e) {
    throw new IllegalStateException("cannot happen", e);
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread worker = threads.start(this::work);
  Thread other = threads.start(go::countDown);
  worker.interrupt();
  worker.join();
  other.join();
}
