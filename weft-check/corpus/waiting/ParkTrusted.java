// Wrong: a return from park is taken as the event itself, but a permit from an earlier unpark ends it too.
// Idea: LockSupport's documentation; Fray's park tests with spurious wake-ups. Repaired twin: ParkInLoop.java.

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
  if (!first) {
    LockSupport.park(this);
  }
  if (!second) {
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
