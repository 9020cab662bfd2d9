// Right: nothing is there at the start, so the consumer takes what the producer makes.
// Idea: SCTBench sync02_bad. Broken twin: SyncStartsFull.java.

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

final ReentrantLock lock = new ReentrantLock();
final Condition empty = lock.newCondition();
final Condition full = lock.newCondition();
int items = 0;

void produce() {
  for (int i = 0; i < 2; i++) {
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
}

void consume() {
  for (int i = 0; i < 2; i++) {
    lock.lock();
    try {
      while (items == 0) {
        full.awaitUninterruptibly();
      }
      items--;
      empty.signal();
    } finally {
      lock.unlock();
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread producer = threads.start(this::produce);
  Thread consumer = threads.start(this::consume);
  producer.join();
  consumer.join();
}
