// Right: the worker ends when it is interrupted.
// Idea: the swallowed InterruptedException of Java Concurrency in Practice, 5.4. Broken twin:
// InterruptSwallowed.java.

import java.util.concurrent.LinkedBlockingQueue;

final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

void work() {
  while (true) {
    try {
      tasks.take().run();
    } catch (InterruptedException e) {
      return;
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
