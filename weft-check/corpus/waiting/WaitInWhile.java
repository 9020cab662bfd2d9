// Right: the condition is looked at again after each wait, so that a spurious wake-up does no harm.
// Idea: Object.wait's documentation; Fray's wait tests with spurious wake-ups. Broken twin: WaitInIf.java.

boolean ready;
final Object lock = new Object();

void main(String[] args) throws Exception {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread waiter = threads.start(
      () -> {
        synchronized (lock) {
          while (!ready) {
            try {
              lock.wait();
            } catch (InterruptedException e) {
              return;
            }
          }
          if (!ready) {
            throw new AssertionError("woken, but nothing is ready");
          }
        }
      });
  synchronized (lock) {
    ready = true;
    lock.notify();
  }
  waiter.join();
}
