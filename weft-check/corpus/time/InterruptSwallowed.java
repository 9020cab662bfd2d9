// Wrong: the worker catches the interrupt that should end it and waits again.
// Idea: the swallowed InterruptedException of Java Concurrency in Practice, 5.4. Repaired twin:
// InterruptObeyed.java.

import java.util.concurrent.LinkedBlockingQueue;

final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

void work() {
  while (true) {
    try {
      tasks.take().run();
    } catch (InterruptedException e) {
      Thread.currentThread().isInterrupted();
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread worker = threads.start(this::work);
  tasks.add(() -> {});
  worker.interrupt();
  worker.join();
}
