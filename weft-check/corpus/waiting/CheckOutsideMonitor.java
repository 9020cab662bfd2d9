// Wrong: the flag is tested before the monitor is entered; the notify can fall between the test and the wait.
// Idea: the missed signal of the wait-notify literature; Fray's NotifyOrder tests. Repaired twin:
// CheckInsideMonitor.java.

final Object monitor = new Object();
volatile boolean ready;

void announce() {
  ready = true;
  synchronized (monitor) {
    monitor.notifyAll();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread announcer = threads.start(this::announce);
  if (!ready) {
    synchronized (monitor) {
      monitor.wait();
    }
  }
  announcer.join();
}
