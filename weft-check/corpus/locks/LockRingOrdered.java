// Right: the last thread takes its two locks in the global order.
// Idea: SCTBench phase01 and deadlock01, widened to a ring. Broken twin: LockRing.java.

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

static void both(Lock first, Lock second) {
  first.lock();
  try {
    second.lock();
    second.unlock();
  } finally {
    first.unlock();
  }
}

void main(String[] args) throws InterruptedException {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  int n = Integer.parseInt(args[0]);
  Lock[] locks = new Lock[n];
  Arrays.setAll(locks, _ -> new ReentrantLock());
  List<Thread> all = new ArrayList<>();
  for (int i = 0; i < n; i++) {
    int next = (i + 1) % n;
    Lock first = locks[Math.min(i, next)];
    Lock second = locks[Math.max(i, next)];
    all.add(threads.start(() -> both(first, second)));
  }
  for (Thread thread : all) {
    thread.join();
  }
}
