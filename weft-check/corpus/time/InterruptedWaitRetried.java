// Right: the worker takes the interrupt as its sign to end.
// Idea: Fray's interrupt tests: an interrupt that comes before the wait ends it too. Broken twin:
// InterruptedBeforeWait.java.

import java.util.concurrent.CountDownLatch;

final CountDownLatch go = new CountDownLatch(1);

void work() {
  try {
    go.await();
  } catch (InterruptedException e) {
    Thread.currentThread().interrupt();
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
