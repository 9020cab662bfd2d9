// Wrong: the condition is looked at once before the wait; a spurious wake-up, which Object.wait allows, is taken for the notify.
// Idea: Object.wait's documentation; Fray's wait tests with spurious wake-ups. Repaired twin: WaitInWhile.java.

boolean ready;
final Object lock = new Object();

void main(String[] args) throws Exception {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread waiter = threads.start(
      () -> {
        synchronized (lock) {
          if (!ready) {
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
