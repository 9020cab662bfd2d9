// Right: getAndIncrement claims a place in one step.
// Idea: many-producer rings; SCTBench queue_bad. Broken twin: RingClaimTorn.java.

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

final AtomicIntegerArray slots = new AtomicIntegerArray(4);
final AtomicInteger tail = new AtomicInteger();

void put(int item) {
  int at = tail.getAndIncrement();
  slots.set(at % slots.length(), item);
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(() -> put(3));
  Thread second = threads.start(() -> put(4));
  first.join();
  second.join();
  int sum = 0;
  for (int i = 0; i < slots.length(); i++) {
    sum += slots.get(i);
  }
  if (sum != 7) {
    throw new AssertionError("an item was overwritten: sum " + sum);
  }
}
