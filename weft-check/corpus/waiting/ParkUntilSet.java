// Right: park stands in a loop that looks at the variable, so that a return for no reason does no harm.
// Idea: LockSupport's documentation; Fray's park tests with spurious wake-ups. Broken twin: ParkOnce.java.

import java.util.concurrent.locks.LockSupport;

volatile boolean set;

void main(String[] args) throws Exception {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread waiter = threads.start(
      () -> {
        while (!set) {
          LockSupport.park();
        }
        if (!set) {
          throw new AssertionError("unparked, but nothing is set");
        }
      });
  set = true;
  LockSupport.unpark(waiter);
  waiter.join();
}
