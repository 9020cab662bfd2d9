// Right: park stands in a loop that looks at the event.
// Idea: LockSupport's documentation; Fray's park tests with spurious wake-ups. Broken twin: ParkTrusted.java.

import java.util.concurrent.locks.LockSupport;

volatile boolean first;
volatile boolean second;

void produce(Thread consumer) {
  first = true;
  LockSupport.unpark(consumer);
  second = true;
  LockSupport.unpark(consumer);
}

void consume() {
  while (!first) {
    LockSupport.park(this);
  }
  while (!second) {
    LockSupport.park(this);
  }
  if (!second) {
    throw new AssertionError("went on before the second event");
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread consumer = threads.start(this::consume);
  Thread producer = threads.start(() -> produce(consumer));
  consumer.join();
  producer.join();
}
