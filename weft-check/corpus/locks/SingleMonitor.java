// Right: there is one monitor; wait gives it back.
// Idea: nested monitor lockout, described by Lister in 1977. Broken twin: NestedMonitor.java.

final Object outer = new Object();
final Object inner = outer;
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
