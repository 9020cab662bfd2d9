// Right: the tasks add to a LongAdder, and Future.get orders the sum after them.
// Idea: JMC's future counter tests. Broken twin: PoolSumPlain.java.

import java.util.concurrent.*;
import java.util.concurrent.atomic.LongAdder;

final LongAdder sum = new LongAdder();

void main(String[] args) throws Exception {
  Thread.Builder threads = List.of(args).contains("--virtual") ? Thread.ofVirtual() : Thread.ofPlatform();
  List<Callable<Object>> tasks = new ArrayList<>();
  for (int i = 1; i <= 3; i++) {
    int part = i;
    tasks.add(
        () -> {
          sum.add(part);
          return null;
        });
  }
  try (ExecutorService pool = Executors.newFixedThreadPool(2, threads.factory())) {
    for (Future<Object> each : pool.invokeAll(tasks)) {
      each.get();
    }
    if (sum.sum() != 6) {
      throw new AssertionError("the sum is " + sum);
    }
  }
}
