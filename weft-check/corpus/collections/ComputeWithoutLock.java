// Right: the lock is taken before the map in both threads.
// Idea: deadlocks of ConcurrentHashMap.compute callbacks reported against web frameworks. Broken twin:
// ComputeTakesLock.java.

import java.util.concurrent.ConcurrentHashMap;

final ConcurrentHashMap<String, Integer> totals = new ConcurrentHashMap<>(Map.of("a", 1));
final Object audit = new Object();
int audits;

void addByCompute() {
  synchronized (audit) {
    totals.compute("a", (_, old) -> {
      audits++;
      return old + 1;
    });
  }
}

void addUnderAudit() {
  synchronized (audit) {
    audits++;
    totals.merge("a", 1, Integer::sum);
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  Thread first = threads.start(this::addByCompute);
  Thread second = threads.start(this::addUnderAudit);
  first.join();
  second.join();
  if (totals.get("a") != 3 || audits != 2) {
    throw new AssertionError("totals " + totals + ", audits " + audits);
  }
}
