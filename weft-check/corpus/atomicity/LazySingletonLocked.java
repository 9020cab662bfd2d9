// Right: getInstance is synchronized.
// Idea: JPF and SCTBench-like suites, the stateful singleton. Broken twin: LazySingleton.java.

import java.util.concurrent.atomic.AtomicInteger;

public class LazySingletonLocked {
  private static volatile LazySingletonLocked instance;
  private final AtomicInteger visits = new AtomicInteger();

  static synchronized LazySingletonLocked getInstance() {
    if (instance == null) {
      instance = new LazySingletonLocked();
    }
    return instance;
  }

  static void visit() {
    getInstance().visits.incrementAndGet();
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.Builder threads = args.length > 0 ? Thread.ofVirtual() : Thread.ofPlatform();
    Thread a = threads.start(LazySingletonLocked::visit);
    Thread b = threads.start(LazySingletonLocked::visit);
    a.join();
    b.join();
    int visits = getInstance().visits.get();
    assert visits == 2 : "visits: " + visits;
  }
}
