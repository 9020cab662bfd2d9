// Right: the gate is opened whether the stop flag is set or not.
// Idea: an exit path that forgets to release waiters. Wrong twin: LatchGivenUp.java.

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
  try {
    if (stop.get()) {
      return;
    }
  } finally {
    gate.countDown();
    stopper.join();
  }
}
