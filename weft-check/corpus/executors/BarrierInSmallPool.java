// Wrong: three tasks must meet at a barrier, but the pool runs two at a time.
// Idea: a CyclicBarrier wider than its pool, from JPF and Fray executor tests. Repaired twin: BarrierInPool.java.

import java.util.concurrent.*;

void main(String[] args) throws Exception {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  var barrier = new CyclicBarrier(3);
  try (ExecutorService pool = Executors.newFixedThreadPool(2, threads.factory())) {
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(pool.submit(() -> barrier.await()));
    }
    for (Future<Integer> each : all) {
      each.get();
    }
  }
}
