// Right: the try block with the release begins after the permit is there.
// Idea: semaphore misuse around interruption, seen in connection pools. Broken twin: SemaphoreExtraRelease.java.

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

final Semaphore pool = new Semaphore(1);
final AtomicInteger inside = new AtomicInteger();

void use() {
  try {
    pool.acquire();
    try {
      if (inside.incrementAndGet() > 1) {
        throw new AssertionError("two users of one connection");
      }
      inside.decrementAndGet();
    } finally {
      pool.release();
    }
  } catch (InterruptedException e) {
    Thread.currentThread().interrupt();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::use);
  Thread second = threads.start(this::use);
  Thread third = threads.start(this::use);
  second.interrupt();
  first.join();
  second.join();
  third.join();
  if (pool.availablePermits() != 1) {
    throw new AssertionError("the pool holds " + pool.availablePermits() + " permits, expected 1");
  }
}
