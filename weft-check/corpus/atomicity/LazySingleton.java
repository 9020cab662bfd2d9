// Wrong: two callers find no instance and make one each; the state put into the first one is lost.
// Idea: JPF and SCTBench-like suites, the stateful singleton. Repaired twin: LazySingletonLocked.java.

import java.util.concurrent.atomic.AtomicInteger;

public class LazySingleton {
  private static volatile LazySingleton instance;
  private final AtomicInteger visits = new AtomicInteger();

  static LazySingleton getInstance() {
    if (instance == null) {
      instance = new LazySingleton();
    }
    return instance;
  }

  static void visit() {
    getInstance().visits.incrementAndGet();
  }

  public static void main(String[] args) throws InterruptedException {
    Thread.Builder threads = args.length > 0 ? Thread.ofVirtual() : Thread.ofPlatform();
    Thread a = threads.start(LazySingleton::visit);
    Thread b = threads.start(LazySingleton::visit);
    a.join();
    b.join();
    int visits = getInstance().visits.get();
    assert visits == 2 : "visits: " + visits;
  }
}
