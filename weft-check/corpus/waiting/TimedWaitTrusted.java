// Wrong: wait(1000) can end by its time-out, and the program goes on as if the event had happened.
// Idea: Fray's timed wait tests; a time-out taken for the event. Repaired twin: TimedWaitLoop.java.

final Object monitor = new Object();
boolean ready;

void prepare() {
  synchronized (monitor) {
    ready = true;
    monitor.notifyAll();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread worker = threads.start(this::prepare);
  synchronized (monitor) {
    if (!ready) {
      monitor.wait(1000);
    }
    if (!ready) {
      throw new AssertionError("used before it was ready");
    }
  }
  worker.join();
}
