// Right: the increment is done under one monitor.
// Idea: SCTBench, JPF and every textbook, the broken counter. Broken twin: BrokenCounter.java.

int count;

void increment() {
  synchronized (this) {
    count++;
  }
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
