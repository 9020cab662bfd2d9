// Wrong: the consumer says that there is room without having taken anything, so the producer waits for ever.
// Idea: SCTBench sync01_bad. Repaired twin: SyncConsumed.java.

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

final ReentrantLock lock = new ReentrantLock();
final Condition empty = lock.newCondition();
final Condition full = lock.newCondition();
int items = 1;

void produce() {
  lock.lock();
  try {
    while (items > 0) {
      empty.awaitUninterruptibly();
    }
    items++;
    full.signal();
  } finally {
    lock.unlock();
  }
}

void consume() {
  lock.lock();
  try {
    while (items == 0) {
      full.awaitUninterruptibly();
    }
    empty.signal();
  } finally {
    lock.unlock();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread producer = threads.start(this::produce);
  Thread consumer = threads.start(this::consume);
  producer.join();
  consumer.join();
}
