// Right: the join comes after the monitor is left.
// Idea: waiting for a thread while holding what it needs; JPF examples. Broken twin: JoinUnderLock.java.

final Object monitor = new Object();
int work;

void step() {
  synchronized (monitor) {
    work++;
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread worker = threads.start(this::step);
  synchronized (monitor) {
    work++;
    }
  worker.join();
  if (work != 2) {
    throw new AssertionError("work is " + work);
  }
}
