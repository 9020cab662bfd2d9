// Wrong: the thread is joined inside the monitor that it still has to enter.
// Idea: waiting for a thread while holding what it needs; JPF examples. Repaired twin: JoinOutsideLock.java.

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
    worker.join();
  }
  if (work != 2) {
    throw new AssertionError("work is " + work);
  }
}
