// Wrong: park stands alone; LockSupport.park may return for no reason, before anybody has unparked.
// Idea: LockSupport's documentation; Fray's park tests with spurious wake-ups. Repaired twin: ParkUntilSet.java.

import java.util.concurrent.locks.LockSupport;

volatile boolean set;

void main(String[] args) throws Exception {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread waiter = threads.start(
      () -> {
        LockSupport.park();
        if (!set) {
          throw new AssertionError("unparked, but nothing is set");
        }
      });
  set = true;
  LockSupport.unpark(waiter);
  waiter.join();
}
