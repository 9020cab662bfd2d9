// Wrong: the starter gives up before it opens the gate if it sees the stop flag, and the two threads behind the gate stay there.
// Idea: an exit path that forgets to release waiters. Repaired twin: LatchAlwaysOpened.java.

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

void waiter(boolean virtual, CountDownLatch gate) {
  Runnable behind =
      () -> {
        try {
          gate.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      };
  if (virtual) {
    Thread.ofVirtual().start(behind);
  } else {
    Thread.ofPlatform().daemon().start(behind);
  }
}

void main(String[] args) throws InterruptedException {
  boolean virtual = args.length > 0;
  var gate = new CountDownLatch(1);
  var stop = new AtomicBoolean();
  waiter(virtual, gate);
  waiter(virtual, gate);
  var stopper = Thread.ofPlatform().start(() -> stop.set(true));
  if (!stop.get()) {
    gate.countDown();
  }
  stopper.join();
}
