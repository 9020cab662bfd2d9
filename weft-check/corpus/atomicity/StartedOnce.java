// Right: compareAndSet lets one thread through.
// Idea: the "start only once" flag of many servers. Broken twin: StartedTwice.java.

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

final AtomicBoolean started = new AtomicBoolean();
final AtomicInteger starts = new AtomicInteger();

void start() {
  if (started.compareAndSet(false, true)) {
    starts.incrementAndGet();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::start);
  Thread second = threads.start(this::start);
  first.join();
  second.join();
  if (starts.get() != 1) {
    throw new AssertionError("started " + starts.get() + " times");
  }
}
