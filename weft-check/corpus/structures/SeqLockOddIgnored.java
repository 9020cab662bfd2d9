// Wrong: the reader compares the versions but does not see that the version is odd, which means that a write is
// under way.
// Idea: the sequence lock of the Linux kernel; Boehm 2012. Repaired twin: SeqLock.java.

import java.util.concurrent.atomic.AtomicInteger;

final AtomicInteger version = new AtomicInteger();
volatile int x;
volatile int y;

void write(int value) {
  version.incrementAndGet();
  x = value;
  y = value;
  version.incrementAndGet();
}

void read() {
  while (true) {
    int before = version.get();
    int seenX = x;
    int seenY = y;
    if (version.get() == before) {
      if (seenX != seenY) {
        throw new AssertionError("read " + seenX + " and " + seenY);
      }
      return;
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread writer = threads.start(() -> write(1));
  read();
  writer.join();
}
