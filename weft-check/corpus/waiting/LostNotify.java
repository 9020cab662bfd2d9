// Wrong: wait is called without looking whether the event has already happened; a notify that came first is lost.
// Idea: JPF's and Fray's wait tests; notify before wait. Repaired twin: RememberedNotify.java.

final Object monitor = new Object();

void finish() {
  synchronized (monitor) {
    monitor.notify();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread worker = threads.start(this::finish);
  synchronized (monitor) {
    monitor.wait();
  }
  worker.join();
}
