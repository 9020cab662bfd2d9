// Right: the event is a field, and the wait stands in a loop that looks at it.
// Idea: JPF's and Fray's wait tests; notify before wait. Broken twin: LostNotify.java.

final Object monitor = new Object();
boolean done;

void finish() {
  synchronized (monitor) {
    done = true;
    monitor.notify();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread worker = threads.start(this::finish);
  synchronized (monitor) {
    while (!done) {
      monitor.wait();
    }
  }
  worker.join();
}
