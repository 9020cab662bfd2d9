// Right: incrementAndGet does the read and the write in one step.
// Idea: JMC's counter tests; volatile taken for atomic. Broken twin: VolatileCounter.java.

import java.util.concurrent.atomic.AtomicInteger;

public class AtomicCounter {
  static final AtomicInteger count = new AtomicInteger();

  static void work() {
    for (int i = 0; i < 2; i++) {
      count.incrementAndGet();
    }
  }

  public static void main(String[] args) throws InterruptedException {
    boolean virtual = args.length > 0 && args[0].equals("--virtual");
    Thread[] all = new Thread[3];
    for (int i = 0; i < all.length; i++) {
      Runnable work = AtomicCounter::work;
      all[i] = virtual ? Thread.startVirtualThread(work) : Thread.ofPlatform().start(work);
    }
    for (Thread thread : all) {
      thread.join();
    }
    int total = count.get();
    if (total != 6) {
      throw new AssertionError("total is " + total + ", expected 6");
    }
  }
}
