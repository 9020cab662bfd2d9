// Right: a producer hands one to three to a consumer in step, and the check wants their sum.
// Idea: SCTBench arithmetic_prog_bad. Broken twin: ArithmeticProgression.java.

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

final ReentrantLock lock = new ReentrantLock();
final Condition empty = lock.newCondition();
final Condition full = lock.newCondition();
int slot;
int total;

void produce() {
  for (int number = 1; number <= 3; number++) {
    lock.lock();
    try {
      while (slot != 0) {
        empty.awaitUninterruptibly();
      }
      slot = number;
      full.signal();
    } finally {
      lock.unlock();
    }
  }
}

void consume() {
  for (int i = 0; i < 3; i++) {
    lock.lock();
    try {
      while (slot == 0) {
        full.awaitUninterruptibly();
      }
      total += slot;
      slot = 0;
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
  if (total != 6) {
    throw new AssertionError("the sum is " + total);
  }
}
