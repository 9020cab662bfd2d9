// Wrong: the consumer waits on the inner monitor and keeps the outer one, which the producer needs to notify.
// Idea: nested monitor lockout, described by Lister in 1977. Repaired twin: SingleMonitor.java.

final Object outer = new Object();
final Object inner = new Object();
boolean full;

void produce() {
  synchronized (outer) {
    synchronized (inner) {
      full = true;
      inner.notifyAll();
    }
  }
}

void consume() throws InterruptedException {
  synchronized (outer) {
    synchronized (inner) {
      while (!full) {
        inner.wait();
      }
      full = false;
    }
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread producer = threads.start(this::produce);
  consume();
  producer.join();
}
