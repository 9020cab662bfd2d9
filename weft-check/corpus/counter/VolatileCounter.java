// Wrong: the field is volatile, so there is no data race, but ++ is a read and a write and updates are lost.
// Idea: JMC's counter tests; volatile taken for atomic. Repaired twin: AtomicCounter.java.

public class VolatileCounter {
  static volatile int count;

  static void work() {
    for (int i = 0; i < 2; i++) {
      count++;
    }
  }

  public static void main(String[] args) throws InterruptedException {
    boolean virtual = args.length > 0 && args[0].equals("--virtual");
    Thread[] all = new Thread[3];
    for (int i = 0; i < all.length; i++) {
      Runnable work = VolatileCounter::work;
      all[i] = virtual ? Thread.startVirtualThread(work) : Thread.ofPlatform().start(work);
    }
    for (Thread thread : all) {
      thread.join();
    }
    int total = count;
    if (total != 6) {
      throw new AssertionError("total is " + total + ", expected 6");
    }
  }
}
