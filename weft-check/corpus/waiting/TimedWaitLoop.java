// Right: the wait is repeated until the event is there.
// Idea: Fray's timed wait tests; a time-out taken for the event. Broken twin: TimedWaitTrusted.java.

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
    while (!ready) {
      monitor.wait(1000);
    }
    if (!ready) {
      throw new AssertionError("used before it was ready");
    }
  }
  worker.join();
}
