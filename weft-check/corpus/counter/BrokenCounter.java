// Wrong: two threads increment a plain field without a lock, so an update can be lost.
// Idea: SCTBench, JPF and every textbook, the broken counter. Repaired twin: LockedCounter.java.

int count;

void increment() {
  count++;
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::increment);
  Thread second = threads.start(this::increment);
  first.join();
  second.join();
  if (count != 2) {
    throw new AssertionError("count is " + count + ", expected 2");
  }
}
