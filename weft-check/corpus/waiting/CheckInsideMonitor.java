// Right: test and wait are in one monitor, in a loop.
// Idea: the missed signal of the wait-notify literature; Fray's NotifyOrder tests. Broken twin:
// CheckOutsideMonitor.java.

final Object monitor = new Object();
volatile boolean ready;

void announce() {
  synchronized (monitor) {
    ready = true;
    monitor.notifyAll();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread announcer = threads.start(this::announce);
  synchronized (monitor) {
    while (!ready) {
      monitor.wait();
    }
  }
  announcer.join();
}
